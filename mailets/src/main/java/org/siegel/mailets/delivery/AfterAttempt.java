package org.siegel.mailets.delivery;

import java.time.Duration;
import java.util.Optional;

/**
 * The processors that mails go to after an attempt.
 *
 * @param bounce          gets what cannot be delivered
 * @param fallback        decides anew about mail whose grade was not to be had
 * @param onSuccess       gets what was delivered, if anything should
 * @param onSealedSuccess gets of what was delivered only what is sealed: those mails have a password to hand over, and all
 *                        others are spared a third way through a queue
 * @param refused         seals into another container what a recipient's server did not take for its container; without it such
 *                        mail goes to {@code bounce}
 * @param delayed         tells the sender of a mail that waits for long, once
 * @param delayedAfter    how long that is
 * @param relayed         tells the sender who asked to hear of success, where the next server will not (RFC 3461 §5)
 */
record AfterAttempt(
        String bounce,
        String fallback,
        Optional<String> onSuccess,
        Optional<String> onSealedSuccess,
        Optional<String> refused,
        Optional<String> delayed,
        Duration delayedAfter,
        Optional<String> relayed) {

    /** Where a delivered mail goes, if anywhere. */
    Optional<String> success(boolean isSealed) {
        return isSealed ? onSealedSuccess.or(() -> onSuccess) : onSuccess;
    }
}
