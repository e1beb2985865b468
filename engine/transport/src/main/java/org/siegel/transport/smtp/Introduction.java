package org.siegel.transport.smtp;

/** How to introduce ourselves. */
public enum Introduction {
    /** EHLO; a server without it can offer no TLS. */
    EHLO_ONLY,
    /** HELO if the server answers EHLO with 5yz (RFC 5321 §3.2). Only where cleartext is good enough. */
    HELO_IF_NEEDED
}
