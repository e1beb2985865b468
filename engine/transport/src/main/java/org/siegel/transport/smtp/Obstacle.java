package org.siegel.transport.smtp;

/** Why a message cannot be given to a server at all. */
public enum Obstacle {
    /** The message exceeds the server's SIZE (RFC 1870). */
    TOO_LARGE(3, 4),
    /** REQUIRETLS is demanded and not offered over TLS (RFC 8689 §4.2.1). */
    REQUIRETLS_MISSING(7, 30),
    /** An address or the header is not ASCII and the server lacks SMTPUTF8 (RFC 6531 §3.4). */
    SMTPUTF8_MISSING(6, 7),
    /** The content has octets above 127 and the server lacks 8BITMIME (RFC 3463 §3: 5.6.3, conversion required). */
    EIGHT_BIT_MIME_MISSING(6, 3),
    /** The message has an octet 0. */
    NUL(6, 0),
    /** The message has a line of more than 998 octets, and {@link LongLines#REFUSE} is in force. */
    LONG_LINE(6, 0);

    private final int subject;
    private final int detail;

    Obstacle(int subject, int detail) {
        this.subject = subject;
        this.detail = detail;
    }

    /** Permanent. */
    public EnhancedStatus status() {
        return new EnhancedStatus(5, subject, detail);
    }
}
