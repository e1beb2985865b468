package org.siegel.transport.mtasts;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.siegel.policy.DomainName;

/** Remembers in this process; what the store's tables do. */
public final class SharedMemory implements PolicyMemory {

    private final Map<DomainName, RememberedPolicy> policies = new ConcurrentHashMap<>();

    @Override
    public Optional<RememberedPolicy> find(DomainName domain) {
        return Optional.ofNullable(policies.get(domain));
    }

    @Override
    public void remember(RememberedPolicy policy) {
        policies.merge(policy.domain(), policy, (old, young) -> young.fetched().isBefore(old.fetched()) ? old : young);
    }

    @Override
    public List<RememberedPolicy> due(Instant now, int most) {
        return policies.values().stream()
                .filter(policy -> !policy.refreshAfter().isAfter(now))
                .sorted(Comparator.comparing(RememberedPolicy::refreshAfter))
                .limit(most)
                .toList();
    }

    @Override
    public boolean claim(RememberedPolicy policy, Instant nextTry) {
        return policies.replace(
                policy.domain(),
                policy,
                new RememberedPolicy(policy.domain(), policy.id(), policy.policy(), policy.fetched(), nextTry));
    }

    @Override
    public void forgetExpired(Instant now) {
        policies.values().removeIf(policy -> !now.isBefore(policy.validUntil()));
    }
}
