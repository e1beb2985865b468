package org.siegel.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.SqlStatement;
import org.siegel.policy.TransportGrade;

/** How well recipient domains were reached, shared by all nodes. */
public final class GradeMemoryStore {

    /** A domain that nobody wrote to for so long is forgotten, unless it dropped and nobody confirmed that. */
    private static final Duration LONGEST_GAP = Duration.ofDays(400);

    private static final String SELECT = "SELECT " + StoredGrade.COLUMNS + " FROM siegel_grade_memory WHERE ";
    private static final String INSERT = "INSERT INTO siegel_grade_memory (" + StoredGrade.COLUMNS
            + ") VALUES (:domain, :grade, :since, :seen, :basis, :to, :dropped, :why, :by, :confirmed, :from)";

    private static final String REPLACE = """
            UPDATE siegel_grade_memory
            SET grade = :grade, since = :since, last_seen = :seen, basis = :basis,
                dropped_to = :to, dropped_at = :dropped, dropped_why = :why,
                confirmed_by = :by, confirmed_at = :confirmed, confirmed_from = :from
            WHERE domain = :domain
            """;

    private final Transactions transactions;

    GradeMemoryStore(Transactions transactions) {
        this.transactions = transactions;
    }

    /** What is remembered of the domain. */
    public Optional<StoredGrade> find(String domain) {
        return transactions.read(
                "read the memory of grades",
                handle -> handle.createQuery(SELECT + "domain = :domain")
                        .bind("domain", domain)
                        .map(new StoredGrade.Mapper())
                        .findOne());
    }

    /**
     * Keeps {@code after}, unless somebody changed the row since {@code before} was read.
     *
     * @param before empty if there was no row
     * @return whether it was kept
     */
    public boolean replace(Optional<StoredGrade> before, StoredGrade after) {
        return before.map(old -> isReplaced(old, after)).orElseGet(() -> isInserted(after));
    }

    private boolean isInserted(StoredGrade row) {
        try {
            return transactions.write(
                    "write the memory of grades",
                    handle -> bound(handle.createUpdate(INSERT), row).execute() == 1);
        } catch (StoreException e) {
            if (!e.isUniqueViolation()) {
                throw e;
            }
            return false; // another node was faster
        }
    }

    private boolean isReplaced(StoredGrade before, StoredGrade after) {
        return transactions.write("write the memory of grades", handle -> {
            Optional<StoredGrade> now = handle.createQuery(SELECT + "domain = :domain FOR UPDATE")
                    .bind("domain", before.domain())
                    .map(new StoredGrade.Mapper())
                    .findOne();
            return now.equals(Optional.of(before))
                    && bound(handle.createUpdate(REPLACE), after).execute() == 1;
        });
    }

    private static <T extends SqlStatement<T>> T bound(T statement, StoredGrade row) {
        return statement
                .bind("domain", row.domain())
                .bind("grade", row.grade().name())
                .bind("since", row.since())
                .bind("seen", row.lastSeen())
                .bind("basis", row.basis())
                .bind("to", row.drop().map(drop -> drop.to().name()).orElse(null))
                .bindByType("dropped", row.drop().map(StoredGrade.Drop::since).orElse(null), Instant.class)
                .bind("why", row.drop().map(StoredGrade.Drop::why).orElse(null))
                .bind("by", row.confirmation().map(StoredGrade.Confirmation::by).orElse(null))
                .bindByType(
                        "confirmed",
                        row.confirmation().map(StoredGrade.Confirmation::at).orElse(null),
                        Instant.class)
                .bind(
                        "from",
                        row.confirmation()
                                .map(StoredGrade.Confirmation::from)
                                .map(TransportGrade::name)
                                .orElse(null));
    }

    /** All that dropped and were not confirmed, the oldest drop first. */
    public List<StoredGrade> dropped() {
        return transactions.read(
                "read the downgrades",
                handle -> handle.createQuery(SELECT + "dropped_at IS NOT NULL ORDER BY dropped_at, domain")
                        .map(new StoredGrade.Mapper())
                        .list());
    }

    /**
     * Forgets domains that nobody wrote to for more than a year.
     *
     * @return how many
     */
    public int sweep(Instant now) {
        return transactions.write(
                "forget grades of domains long not written to",
                handle -> handle.createUpdate(
                                "DELETE FROM siegel_grade_memory WHERE last_seen < :before AND dropped_at IS NULL")
                        .bind("before", now.minus(LONGEST_GAP))
                        .execute());
    }
}
