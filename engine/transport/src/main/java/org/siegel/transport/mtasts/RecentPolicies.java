package org.siegel.transport.mtasts;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.siegel.policy.DomainName;

/**
 * Does not ask a memory for the same domain with every mail. What this node remembers it knows at once; what another node
 * remembers {@value #SECONDS} seconds later, which is as if it had fetched so much later.
 */
public final class RecentPolicies implements PolicyMemory {

    private static final int SECONDS = 10;
    private static final int MOST = 10_000;

    private record Seen(Optional<RememberedPolicy> policy, Instant at) {}

    private final PolicyMemory memory;
    private final Clock clock;
    private final Cache<DomainName, Seen> recent =
            Caffeine.newBuilder().maximumSize(MOST).build();

    public RecentPolicies(PolicyMemory memory, Clock clock) {
        this.memory = memory;
        this.clock = clock;
    }

    @Override
    public Optional<RememberedPolicy> find(DomainName domain) {
        Instant now = clock.instant();
        Seen seen = recent.getIfPresent(domain);
        // A clock that was set back must not make an old answer last.
        if (seen == null
                || now.isBefore(seen.at())
                || Duration.between(seen.at(), now).toSeconds() >= SECONDS) {
            seen = new Seen(memory.find(domain), now);
            recent.put(domain, seen);
        }
        return seen.policy();
    }

    @Override
    public void remember(RememberedPolicy policy) {
        try {
            memory.remember(policy);
        } finally {
            recent.invalidate(policy.domain());
        }
    }

    @Override
    public List<RememberedPolicy> due(Instant now, int most) {
        return memory.due(now, most);
    }

    @Override
    public boolean claim(RememberedPolicy policy, Instant nextTry) {
        return memory.claim(policy, nextTry);
    }

    @Override
    public void forgetExpired(Instant now) {
        memory.forgetExpired(now);
    }
}
