package org.siegel.content;

import java.io.IOException;
import java.io.InputStream;

/** Where the raw message (RFC 5322 with MIME) comes from; read once, as a stream, and closed by the reader. */
@FunctionalInterface
public interface MessageSource {

    /**
     * The message from its first header field on.
     *
     * @throws IOException if our own store cannot give it
     */
    InputStream open() throws IOException;
}
