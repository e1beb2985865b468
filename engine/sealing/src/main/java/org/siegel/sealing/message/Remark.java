package org.siegel.sealing.message;

/** What the recipient must be told because the pages cannot show the message in full. */
public enum Remark {
    /** The MIME structure is broken; what was understood up to there is shown. */
    STRUCTURE_UNREADABLE,
    /** Parts lie deeper within each other than we follow; they are handed over as files. */
    STRUCTURE_TOO_DEEP,
    /** There are more parts than we take apart; the rest is in the original only. */
    TOO_MANY_PARTS,
    /** A text is longer than we show; it is handed over in full as a file. */
    TEXT_SHORTENED
}
