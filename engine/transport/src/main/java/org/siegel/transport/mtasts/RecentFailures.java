package org.siegel.transport.mtasts;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.siegel.policy.DomainName;

/** Fetches that failed a short while ago and are not tried again yet (RFC 8461 §3.3). */
final class RecentFailures {

    private static final Duration PAUSE = Duration.ofMinutes(5);
    private static final int REMEMBERED = 10_000;

    private record Policy(DomainName domain, String id) {}

    private record Failure(StsLookup.Missing missing, Instant at) {}

    private final Clock clock;
    private final Cache<Policy, Failure> failures =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();

    RecentFailures(Clock clock) {
        this.clock = clock;
    }

    void note(DomainName domain, String id, StsLookup.Missing missing) {
        failures.put(new Policy(domain, id), new Failure(missing, clock.instant()));
    }

    /** Why this policy could not be had less than five minutes ago. */
    Optional<StsLookup.Missing> of(DomainName domain, String id) {
        return Optional.ofNullable(failures.getIfPresent(new Policy(domain, id)))
                .filter(failure -> clock.instant().isBefore(failure.at().plus(PAUSE)))
                .map(Failure::missing);
    }
}
