package org.siegel.transport.mtasts;

import java.util.Optional;
import org.siegel.policy.DomainName;

/** What the MTA-STS policy of a domain says of one of its mail servers (RFC 8461 §4.1). */
public sealed interface StsStanding {

    /** Nothing: the domain has no policy, or one of mode {@code none}. */
    record Silent() implements StsStanding {}

    /** Nothing, although the domain may have a policy: it could not be had. */
    record Missing(String reason) implements StsStanding {}

    /**
     * The policy names the host, or it does not.
     *
     * @param isEnforced whether nothing may be delivered to a server that does not fit
     */
    record Judged(boolean isNamed, boolean isEnforced) implements StsStanding {}

    /** What follows for the host of an MX record from what was found out about the domain. */
    static StsStanding of(StsLookup lookup, DomainName host) {
        return switch (lookup) {
            case StsLookup.None() -> new Silent();
            case StsLookup.Missing(var _trouble, var reason) -> new Missing(reason);
            case StsLookup.Applies(var policy, var _validUntil) ->
                switch (policy.mode()) {
                    case NONE -> new Silent();
                    case TESTING -> new Judged(policy.names(host), false);
                    case ENFORCE -> new Judged(policy.names(host), true);
                };
        };
    }

    /** Whether the policy obliges: to TLS, to a certificate for the host's name, and to the hosts that it names. */
    default boolean isEnforced() {
        return this instanceof Judged(var _isNamed, var enforced) && enforced;
    }

    /** Whether an enforced policy names the host; a policy that is only tested vouches for nothing. */
    default boolean vouchesForHost() {
        return this instanceof Judged(var isNamed, var enforced) && isNamed && enforced;
    }

    /** Why an enforced policy forbids the host, by its name alone. */
    default Optional<String> prohibition(DomainName host) {
        return isEnforced() && !vouchesForHost()
                ? Optional.of("the domain's MTA-STS policy does not name the mail server " + host)
                : Optional.empty();
    }
}
