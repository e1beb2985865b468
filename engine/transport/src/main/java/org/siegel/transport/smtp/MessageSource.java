package org.siegel.transport.smtp;

import java.io.IOException;
import java.io.InputStream;

/** A message that can be read from its beginning as often as needed: for the next MX host, for the next attempt. */
@FunctionalInterface
public interface MessageSource {

    /**
     * Begins anew.
     *
     * @return header and body with any line ends; closed by the reader
     * @throws IOException if it cannot be read
     */
    InputStream open() throws IOException;
}
