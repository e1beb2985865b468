package org.siegel.mailets.asking;

/** What happens when a sender signs in on the page. */
public enum SignInStep {
    /** A code was sent. */
    CODE_SENT,
    /** None was sent, as there were too many within an hour. */
    CODE_REFUSED,
    /** The code was right. */
    SIGNED_IN,
    /** A code was wrong, or came too late. */
    FAILED
}
