package org.siegel.james;

import java.util.List;
import java.util.Optional;
import org.siegel.policy.DomainName;
import org.siegel.store.GradeMemoryStore;
import org.siegel.store.StoredGrade;
import org.siegel.transport.downgrade.GradeMemory;
import org.siegel.transport.downgrade.RememberedGrade;

/** The grades that transport remembers, in the store's tables. */
record StoredGradeMemory(GradeMemoryStore store) implements GradeMemory {

    @Override
    public Optional<RememberedGrade> find(DomainName domain) {
        return store.find(domain.ascii()).map(StoredGradeMemory::remembered);
    }

    @Override
    public boolean replace(Optional<RememberedGrade> before, RememberedGrade after) {
        return store.replace(before.map(StoredGradeMemory::stored), stored(after));
    }

    @Override
    public List<RememberedGrade> dropped() {
        return store.dropped().stream().map(StoredGradeMemory::remembered).toList();
    }

    private static RememberedGrade remembered(StoredGrade row) {
        return new RememberedGrade(
                DomainName.of(row.domain()),
                row.grade(),
                row.since(),
                row.lastSeen(),
                row.basis(),
                row.drop().map(drop -> new RememberedGrade.Drop(drop.to(), drop.since(), drop.why())),
                row.confirmation().map(done -> new RememberedGrade.Confirmation(done.by(), done.at(), done.from())));
    }

    private static StoredGrade stored(RememberedGrade grade) {
        return new StoredGrade(
                grade.domain().ascii(),
                grade.grade(),
                grade.since(),
                grade.lastSeen(),
                grade.basis(),
                grade.drop().map(drop -> new StoredGrade.Drop(drop.to(), drop.since(), drop.why())),
                grade.confirmation().map(done -> new StoredGrade.Confirmation(done.by(), done.at(), done.from())));
    }
}
