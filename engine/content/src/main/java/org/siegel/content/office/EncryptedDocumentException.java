package org.siegel.content.office;

import java.io.IOException;

/** The document opens with a password only. */
final class EncryptedDocumentException extends IOException {

    private static final long serialVersionUID = 1;

    EncryptedDocumentException() {
        super("encrypted");
    }
}
