package org.siegel.transport.mtasts;

import java.util.concurrent.CompletableFuture;
import org.siegel.policy.DomainName;

/** Finds out which MTA-STS policy holds for a domain, while the caller does other things. */
@FunctionalInterface
public interface StsSource {

    /** The policy of exactly this domain: none is inherited from a parent (RFC 8461 §3.4). */
    CompletableFuture<StsLookup> policyFor(DomainName domain);

    /** Finds none, ever. */
    static StsSource none() {
        return _domain -> CompletableFuture.completedFuture(new StsLookup.None());
    }
}
