package org.siegel.transport.mime;

import java.io.IOException;

/** A message of more parts than any mail program makes. */
final class TooIntricateException extends IOException {

    private static final long serialVersionUID = 1L;

    TooIntricateException() {
        super("The message has too many parts, or they are nested too deeply");
    }
}
