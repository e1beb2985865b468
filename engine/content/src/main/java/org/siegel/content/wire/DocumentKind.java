package org.siegel.content.wire;

import java.io.IOException;

/** What the worker process has a reader for; told by a document's first bytes. */
public enum DocumentKind {
    PDF('P'),
    RTF('R'),
    /** Compound files: Word, Excel and PowerPoint before 2007, and Outlook messages. */
    OLE('O'),
    /** {@code winmail.dat}. */
    TNEF('T'),
    SEVEN_ZIP('7'),
    BZIP2('B'),
    XZ('X');

    private final char code;

    DocumentKind(char code) {
        this.code = code;
    }

    /** On the wire. */
    char code() {
        return code;
    }

    static DocumentKind of(int code) throws IOException {
        for (DocumentKind kind : values()) {
            if (kind.code == code) {
                return kind;
            }
        }
        throw new IOException("There is no reader for this kind");
    }
}
