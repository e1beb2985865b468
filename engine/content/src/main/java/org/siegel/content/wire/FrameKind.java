package org.siegel.content.wire;

import java.io.IOException;

/** What one frame from the worker holds. On the wire it is one byte, the code. */
public enum FrameKind {
    /** The worker has started and read its samples. Empty. */
    READY('R'),
    /** A run of text begins, and the one before ends. Empty. */
    RUN('r'),
    /** Text of the run, in UTF-16 with the high byte first. */
    TEXT('t'),
    /** Two strings: the name and the value of a property of the document. */
    PROPERTY('p'),
    /** A string: a file inside begins, which has this name or none. */
    ENTRY('e'),
    /** Bytes of that file. */
    BYTES('b'),
    /** Its end. Empty. */
    ENTRY_END('f'),
    /** The document was read; how that ended, by its name in ASCII. */
    END('E');

    /** Longer frames are a breach of the protocol. */
    public static final int LONGEST = 64 * 1024;

    private final char code;

    FrameKind(char code) {
        this.code = code;
    }

    char code() {
        return code;
    }

    static FrameKind of(int code) throws IOException {
        for (FrameKind kind : values()) {
            if (kind.code == code) {
                return kind;
            }
        }
        throw new IOException("The worker sent a frame of no known kind");
    }
}
