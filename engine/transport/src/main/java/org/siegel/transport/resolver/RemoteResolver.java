package org.siegel.transport.resolver;

import java.io.IOException;
import org.xbill.DNS.Message;

/** Somebody who answers questions about DNS. */
public interface RemoteResolver {

    /** For people; different from that of every other. */
    String name();

    /**
     * Asks; blocks for a bounded time.
     *
     * @return the answer to this very question, with its identifier, whatever its code
     * @throws IOException if none came
     */
    Message ask(Message query) throws IOException;
}
