package org.siegel.transport.downgrade;

import java.util.List;
import java.util.Optional;
import org.siegel.policy.DomainName;

/** Keeps what was seen of domains, for all nodes. */
public interface GradeMemory {

    /** What is remembered of the domain. */
    Optional<RememberedGrade> find(DomainName domain);

    /**
     * Remembers {@code after} in the place of {@code before}, unless somebody else has changed it meanwhile.
     *
     * @param before what was found; empty if nothing was
     * @return whether it is remembered now
     */
    boolean replace(Optional<RememberedGrade> before, RememberedGrade after);

    /** All that dropped and were not confirmed, the oldest drop first. */
    List<RememberedGrade> dropped();

    /** Remembers nothing: for a command that looks and ends. */
    static GradeMemory none() {
        return new GradeMemory() {
            @Override
            public Optional<RememberedGrade> find(DomainName domain) {
                return Optional.empty();
            }

            @Override
            public boolean replace(Optional<RememberedGrade> before, RememberedGrade after) {
                return true;
            }

            @Override
            public List<RememberedGrade> dropped() {
                return List.of();
            }
        };
    }
}
