package org.siegel.transport.delivery;

import org.siegel.transport.smtp.EnhancedStatus;

/** What one attempt came to for one recipient. */
public sealed interface Fate {

    /** What happened, for people; plain text, one line. */
    String words();

    /** The remote server took responsibility. */
    record Delivered(String words) implements Fate {}

    /**
     * It never will.
     *
     * @param status for the notice to the sender (RFC 3463)
     */
    record Refused(EnhancedStatus status, String words) implements Fate {}

    /** Not now; trying again may help. */
    record Postponed(EnhancedStatus status, String words) implements Fate {}

    /** No mail server of the domain could be reached over a connection of the grade that the mail demands. */
    record GradeMissed(String words) implements Fate {}
}
