package org.siegel.store;

/** Where a mail that was held stands. */
public enum QuestionState {
    /** Nobody has decided yet, or the sender decided to wait for the recipient's server. */
    WAITING,
    /** It goes as it is. */
    RELEASED,
    /** It goes in a password-protected container. */
    PROTECTED,
    /** It is not sent. */
    WITHDRAWN,
    /** Nobody decided in time: the policy's final procedure is followed. */
    EXPIRED
}
