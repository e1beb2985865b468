package org.siegel.transport.smtp;

/** What ended a conversation, or kept it from beginning. */
public enum FailureKind {
    /** The connection broke, or the server closed it without a word. */
    CONNECTION_LOST,
    /** A step took longer than it may. */
    TIMEOUT,
    /** The server said something that SMTP does not allow at this point. */
    PROTOCOL_VIOLATION,
    /** Cleartext arrived behind the consent to STARTTLS (RFC 3207 §6). */
    PLAINTEXT_INJECTED,
    /** EHLO did not list STARTTLS; somebody on the way may have taken it out (RFC 3207 §6). */
    STARTTLS_NOT_OFFERED,
    /** The server offered STARTTLS and declined it. */
    STARTTLS_REFUSED,
    /** The server wants no mail from us, or none now: a negative greeting or reply to EHLO, or 421 at any step. */
    REFUSED
}
