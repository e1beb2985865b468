package org.siegel.james;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.siegel.policy.DomainName;
import org.siegel.store.MxSighting;
import org.siegel.store.MxSightingStore;
import org.siegel.transport.corroboration.Sighting;
import org.siegel.transport.corroboration.SightingMemory;

/** What resolvers agreed on, in the store's tables. */
record StoredSightingMemory(MxSightingStore store) implements SightingMemory {

    @Override
    public Map<Sighting, Instant> note(DomainName domain, Set<Sighting> seen, Instant now) {
        Set<MxSighting> rows = seen.stream()
                .map(sighting -> new MxSighting(sighting.host(), sighting.address()))
                .collect(Collectors.toSet());
        return store.note(domain.ascii(), rows, now).entrySet().stream()
                .collect(Collectors.toMap(
                        entry -> new Sighting(
                                entry.getKey().host(), entry.getKey().address()),
                        Map.Entry::getValue));
    }
}
