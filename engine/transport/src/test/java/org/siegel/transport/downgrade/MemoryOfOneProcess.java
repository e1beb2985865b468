package org.siegel.transport.downgrade;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.siegel.policy.DomainName;

/** Remembers as the store does, without a database. */
public final class MemoryOfOneProcess implements GradeMemory {

    private final Map<DomainName, RememberedGrade> rows = new ConcurrentHashMap<>();

    @Override
    public Optional<RememberedGrade> find(DomainName domain) {
        return Optional.ofNullable(rows.get(domain));
    }

    @Override
    public boolean replace(Optional<RememberedGrade> before, RememberedGrade after) {
        return before.map(old -> rows.replace(after.domain(), old, after))
                .orElseGet(() -> rows.putIfAbsent(after.domain(), after) == null);
    }

    @Override
    public List<RememberedGrade> dropped() {
        return rows.values().stream().filter(row -> row.drop().isPresent()).toList();
    }
}
