package org.siegel.transport.revocation;

import java.io.IOException;
import java.net.URI;

/** Gets a list of revoked certificates. */
@FunctionalInterface
public interface ListFetcher {

    /**
     * Blocks until it is there.
     *
     * @return its bytes as they came; nothing is checked yet
     * @throws IOException if it cannot be had; the message is for people
     */
    byte[] fetch(URI source) throws IOException;
}
