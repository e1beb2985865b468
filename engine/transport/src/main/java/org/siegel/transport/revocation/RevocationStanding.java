package org.siegel.transport.revocation;

/** What is known of whether a certificate was revoked. */
public sealed interface RevocationStanding {

    /** For people, as part of a sentence. */
    String words();

    /** Its authority says, and what it says is current, that it was not. */
    record Good(String words) implements RevocationStanding {}

    /** Its authority says that it was. */
    record Revoked(String words) implements RevocationStanding {}

    /** Nobody has said anything that can be relied on. */
    record Unknown(String words) implements RevocationStanding {}
}
