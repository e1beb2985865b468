package org.siegel.transport.mtasts;

import org.siegel.policy.DomainName;

/** Gets a domain's policy from where it is published (RFC 8461 §3.3). */
@FunctionalInterface
public interface PolicyFetcher {

    /** Gets it, or says why not. Blocks, for a bounded time; never throws for what the world does. */
    Fetch fetch(DomainName domain);

    /** What came of it. */
    sealed interface Fetch {
        /** The policy. */
        record Fetched(StsPolicy policy) implements Fetch {}

        /** None; {@code reason} is for people. */
        record Missed(Trouble trouble, String reason) implements Fetch {}
    }

    /** What kept the policy away, in the terms of RFC 8460 §4.3. */
    enum Trouble {
        /** It could not be got at all: {@code sts-policy-fetch-error}. */
        FETCH,
        /** It came and is no policy: {@code sts-policy-invalid}. */
        INVALID,
        /** The policy host did not prove who it is: {@code sts-webpki-invalid}. */
        CERTIFICATE
    }
}
