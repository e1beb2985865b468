package org.siegel.transport.mtasts;

import java.time.Instant;
import org.siegel.policy.DomainName;

/**
 * A policy that was fetched.
 *
 * @param domain       whose it is
 * @param id           what the TXT record said when it was fetched
 * @param fetched      when
 * @param refreshAfter when it is to be fetched anew, whoever uses it
 */
public record RememberedPolicy(DomainName domain, String id, StsPolicy policy, Instant fetched, Instant refreshAfter) {

    /** Until when it may be relied on (RFC 8461 §5.1). */
    public Instant validUntil() {
        return fetched.plus(policy.maxAge());
    }

    boolean isValidAt(Instant now) {
        return now.isBefore(validUntil());
    }
}
