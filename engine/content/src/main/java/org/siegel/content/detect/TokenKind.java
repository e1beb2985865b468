package org.siegel.content.detect;

/** Rough kinds of tokens, so that the words of a text cost next to nothing. */
enum TokenKind {
    /** Three letters or more, no digit near its start. */
    WORD,
    /** One or two letters. */
    SHORT_WORD,
    /** Has a digit among its first characters. */
    WITH_DIGIT
}
