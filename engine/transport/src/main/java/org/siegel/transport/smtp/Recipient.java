package org.siegel.transport.smtp;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * One recipient of a mail.
 *
 * @param mailbox where it goes
 * @param notifyOn what was asked for with NOTIFY; empty if nothing was
 * @param original what stood in ORCPT
 */
public record Recipient(Mailbox mailbox, Set<Notify> notifyOn, Optional<OriginalRecipient> original) {

    public Recipient {
        // RFC 3461 §4: NEVER stands alone.
        if (notifyOn.contains(Notify.NEVER) && notifyOn.size() > 1) {
            throw new IllegalArgumentException("NOTIFY=NEVER excludes every other value, but there is " + notifyOn);
        }
        notifyOn = notifyOn.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(notifyOn));
    }

    /** Without any wish about notices. */
    public static Recipient of(Mailbox mailbox) {
        return new Recipient(mailbox, Set.of(), Optional.empty());
    }
}
