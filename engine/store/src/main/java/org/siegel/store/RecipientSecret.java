package org.siegel.store;

import java.time.Instant;
import java.util.Optional;

/**
 * A secret that is kept for a recipient, without the secret.
 *
 * @param recipient the mailbox, lower case
 * @param id        names it towards people, such as {@code K7Q2}
 * @param version   from 1; the highest of a recipient and kind is in use
 * @param entropy   in bits, of the procedure that made it or a low estimate
 * @param created   when it was stored, in microseconds
 * @param told      when somebody undertook to tell a sender; absent as long as nobody did
 */
public record RecipientSecret(
        String recipient, Kind kind, String id, int version, int entropy, Instant created, Optional<Instant> told) {

    /** What it is for. */
    public enum Kind {
        /** A password that was made for the first mail and serves for all. */
        AGREED,
        /** A password that an administrator set. */
        PRE_SHARED,
        /** What the password of each mail is derived from; nobody types it. */
        DERIVATION
    }
}
