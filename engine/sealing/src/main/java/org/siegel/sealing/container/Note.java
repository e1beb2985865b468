package org.siegel.sealing.container;

/** What the pages say because they cannot show all of the message. */
public enum Note {
    /** The layout was too much for us: plain text instead, the HTML as a file. */
    SHOWN_AS_TEXT,
    /** Even as plain text it is too long: the rest is in the file. */
    SHORTENED,
    /** Pictures from the internet were left out; we never fetch anything. */
    REMOTE_IMAGES_LEFT_OUT,
    /** Pictures that cannot be shown are handed over as files. */
    IMAGES_NOT_SHOWN,
    /** Characters that none of our fonts has. */
    CHARACTERS_MISSING,
    /** The structure of the message is broken or too deep: see the original. */
    STRUCTURE_INCOMPLETE
}
