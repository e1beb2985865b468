package org.siegel.james;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.siegel.policy.DomainName;
import org.siegel.store.StoredStsPolicy;
import org.siegel.store.StsPolicyStore;
import org.siegel.transport.mtasts.PolicyMemory;
import org.siegel.transport.mtasts.RememberedPolicy;
import org.siegel.transport.mtasts.StsPolicy;

/** The MTA-STS policies that transport remembers, in the store's tables. */
record StoredPolicyMemory(StsPolicyStore store) implements PolicyMemory {

    @Override
    public Optional<RememberedPolicy> find(DomainName domain) {
        return store.find(domain.ascii()).flatMap(StoredPolicyMemory::remembered);
    }

    @Override
    public void remember(RememberedPolicy policy) {
        store.save(stored(policy));
    }

    @Override
    public List<RememberedPolicy> due(Instant now, int most) {
        return store.due(now, most).stream()
                .flatMap(policy -> remembered(policy).stream())
                .toList();
    }

    @Override
    public boolean claim(RememberedPolicy policy, Instant nextTry) {
        return store.claim(stored(policy), micros(nextTry));
    }

    @Override
    public void forgetExpired(Instant now) {
        store.sweep(now);
    }

    /** Only what could be read was stored; what a later version understood and this one does not is fetched again. */
    private static Optional<RememberedPolicy> remembered(StoredStsPolicy stored) {
        return StsPolicy.read(stored.policy()) instanceof StsPolicy.Reading.Valid(var policy)
                ? Optional.of(new RememberedPolicy(
                        DomainName.of(stored.domain()),
                        stored.recordId(),
                        policy,
                        stored.fetched(),
                        stored.refreshAfter()))
                : Optional.empty();
    }

    private static StoredStsPolicy stored(RememberedPolicy policy) {
        return new StoredStsPolicy(
                policy.domain().ascii(),
                policy.id(),
                policy.policy().text(),
                micros(policy.fetched()),
                micros(policy.validUntil()),
                micros(policy.refreshAfter()));
    }

    /** As exact as the database. */
    private static Instant micros(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MICROS);
    }
}
