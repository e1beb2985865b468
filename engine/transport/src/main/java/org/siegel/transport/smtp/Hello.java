package org.siegel.transport.smtp;

/** How greeting and introduction went. */
public sealed interface Hello permits Hello.Welcome, Failed {

    /**
     * The server is ready for mail.
     *
     * @param capabilities what it offers; nothing if it knows HELO only
     */
    record Welcome(Capabilities capabilities) implements Hello {}
}
