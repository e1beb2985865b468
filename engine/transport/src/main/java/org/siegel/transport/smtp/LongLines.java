package org.siegel.transport.smtp;

/** What to do with a line of more than 998 octets (RFC 5321 §4.5.3.1.6). We never fold it: that would break signatures. */
public enum LongLines {
    /** Not send the message. */
    REFUSE,
    /** Send it as it is: nearly all servers take it, few refuse or fold it. */
    SEND
}
