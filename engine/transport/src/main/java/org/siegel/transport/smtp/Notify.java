package org.siegel.transport.smtp;

/** When a sender wants to hear about a recipient (RFC 3461 §4, NOTIFY). */
public enum Notify {
    NEVER,
    SUCCESS,
    FAILURE,
    DELAY
}
