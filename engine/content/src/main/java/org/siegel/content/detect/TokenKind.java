package org.siegel.content.detect;

/** Rough kinds of tokens. */
enum TokenKind {
    /** Three letters or more, no digit near its start. */
    WORD,
    /** One or two letters, before a digit or a letter that could belong to it: "D E 8 9". */
    SHORT_WORD,
    /** One or two letters by themselves. */
    LONE_SHORT_WORD,
    /** Has a digit among its first characters. */
    WITH_DIGIT;

    /** For tables, from 0. */
    @SuppressWarnings("EnumOrdinal") // the tables live as long as the process
    int number() {
        return ordinal();
    }
}
