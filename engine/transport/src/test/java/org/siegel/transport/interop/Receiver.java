package org.siegel.transport.interop;

/** Somebody else's mail server that keeps what it gets. */
public interface Receiver extends AutoCloseable {

    /** Where all its servers listen. */
    int port();

    /** Its log. */
    String log();

    /**
     * The mail to that mailbox, with what was put before it, and with line ends as in files. Waits for it.
     *
     * @throws AssertionError if it does not come
     */
    String mailTo(String recipient);

    @Override
    void close();
}
