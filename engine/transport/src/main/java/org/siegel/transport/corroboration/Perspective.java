package org.siegel.transport.corroboration;

import java.io.IOException;
import org.xbill.DNS.Message;

/** A resolver elsewhere, over a channel that nobody between can change (RFC 7858, RFC 8484). */
public interface Perspective {

    /** For people; different from that of every other. */
    String name();

    /**
     * Asks, for a bounded time.
     *
     * @return the answer to this very question, whatever its code
     * @throws IOException if none came
     */
    Message ask(Message query) throws IOException;
}
