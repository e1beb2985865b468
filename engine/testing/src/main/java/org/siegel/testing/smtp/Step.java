package org.siegel.testing.smtp;

/** The moments at which a server can be told to behave differently, in the order in which they come. */
public enum Step {
    /** The greeting after the connection is there. */
    BANNER,
    /** EHLO or HELO on a connection without TLS. */
    EHLO,
    STARTTLS,
    /** After the reply to STARTTLS, instead of the handshake; whatever is written then goes out in clear. */
    HANDSHAKE,
    EHLO_AFTER_TLS,
    AUTH,
    MAIL,
    RCPT,
    DATA,
    /** The final dot after DATA, or the last chunk of BDAT. */
    END_OF_DATA,
    QUIT
}
