package org.siegel.store;

import java.time.Instant;
import java.util.Optional;
import org.siegel.policy.Choice;

/**
 * An answer of a sender that counts for later mails too.
 *
 * @param id        names it; no secret
 * @param sender    whose mails it counts for; empty: everybody's
 * @param target    the recipient's address, or a domain with {@code @} before it; in lower case
 * @param riskClass of the mail that it was given for
 * @param words     the reason that was given; may be empty
 * @param givenBy   who gave it
 * @param expires   from when on it counts no more
 */
public record RememberedAnswer(
        String id,
        Optional<String> sender,
        String target,
        String riskClass,
        Choice choice,
        String words,
        String givenBy,
        Instant given,
        Instant expires) {}
