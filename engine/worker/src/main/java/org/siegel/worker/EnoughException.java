package org.siegel.worker;

import java.io.IOException;

/** No more of this document may be sent. */
final class EnoughException extends IOException {

    private static final long serialVersionUID = 1;

    EnoughException() {
        super("enough");
    }
}
