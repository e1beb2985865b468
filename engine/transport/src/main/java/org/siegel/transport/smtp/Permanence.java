package org.siegel.transport.smtp;

/** Whether trying again can help. */
public enum Permanence {
    /** Later it may work. */
    TRANSIENT,
    /** The same mail will be refused again. */
    PERMANENT;

    static Permanence of(SmtpReply negative) {
        return negative.isPermanent() ? PERMANENT : TRANSIENT;
    }
}
