package org.siegel.transport.smtp;

import java.io.InputStream;
import java.io.OutputStream;

/** A connection as a conversation sees it: two streams, plain or inside TLS, and two ways to end it. */
public interface Wire extends AutoCloseable {

    /** What the other side sends. Always the same stream. */
    InputStream in();

    /** What we send. Always the same stream; it need not buffer, for commands are written in one piece. */
    OutputStream out();

    /**
     * Cuts the connection at once. Called by another thread when a deadline has passed, so it must neither block nor
     * write, and must make reads and writes under way fail, those inside TLS too. May be called any number of times.
     */
    void abort();

    /** Ends the connection politely (TLS: close_notify) and frees everything. May block; never throws. */
    @Override
    void close();
}
