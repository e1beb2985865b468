package org.siegel.transport.smtp;

/** How much of the message a failure notice shall bring back (RFC 3461 §4, RET). */
public enum ReturnContent {
    FULL,
    HDRS
}
