package org.siegel.transport.smtp;

/** How the server took STARTTLS. */
public sealed interface StartTls permits StartTls.HandshakeDue, Failed {

    /** The next octet on the wire must be the first of our ClientHello. */
    record HandshakeDue() implements StartTls {}
}
