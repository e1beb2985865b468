package org.siegel.store;

/** What became of one recipient's copy in one attempt. */
public enum Outcome {
    /** The recipient's server took it (2xx after the end of the data) on a connection that reached the demand. */
    DELIVERED,
    /** Not taken yet, for a reason that may pass; it will be tried again. */
    DEFERRED,
    /** The demanded grade could not be had; the procedure of its risk class now applies instead. */
    HANDED_TO_PROCEDURE,
    /** Wrapped into a password-protected container; the cover mail that carries it has records of its own. */
    SEALED,
    /** The recipient's server did not take the container for good; the mail is sealed into another one. */
    CONTAINER_REFUSED,
    /** Kept until the sender or the administrator decides. */
    HELD,
    /** The sender or the administrator let a held copy go. */
    RELEASED,
    /** The sender or the administrator decided that a held copy is not sent, or nobody decided in time. */
    WITHDRAWN,
    /** Returned to the sender by the policy; nothing of it was sent. */
    REFUSED,
    /** Returned to the sender because the recipient's server refused it for good or the time for retries ended. */
    BOUNCED,
    /** Kept for the administrator because of a fault of this server. */
    KEPT
}
