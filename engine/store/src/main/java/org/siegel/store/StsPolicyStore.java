package org.siegel.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.SqlStatement;

/** The MTA-STS policies of recipient domains, shared by all nodes. */
public final class StsPolicyStore {

    private static final String SELECT = "SELECT " + StoredStsPolicy.COLUMNS + " FROM siegel_sts_policy WHERE ";
    private static final String INSERT = "INSERT INTO siegel_sts_policy (" + StoredStsPolicy.COLUMNS
            + ") VALUES (:domain, :id, :policy, :fetched, :expires, :refresh)";

    /** What another node fetched later stays. */
    private static final String REPLACE = """
            UPDATE siegel_sts_policy
            SET record_id = :id, policy = :policy, fetched_at = :fetched, expires_at = :expires, refresh_after = :refresh
            WHERE domain = :domain AND fetched_at <= :fetched
            """;

    private final Transactions transactions;

    StsPolicyStore(Transactions transactions) {
        this.transactions = transactions;
    }

    /** The policy of the domain, expired or not. */
    public Optional<StoredStsPolicy> find(String domain) {
        return transactions.read(
                "read an MTA-STS policy",
                handle -> handle.createQuery(SELECT + "domain = :domain")
                        .bind("domain", domain)
                        .map(new StoredStsPolicy.Mapper())
                        .findOne());
    }

    /** Keeps it in the place of an older one of the domain; one that was fetched later stays. */
    public void save(StoredStsPolicy policy) {
        if (written(REPLACE, policy)) {
            return;
        }
        if (find(policy.domain()).isPresent()) {
            written(REPLACE, policy); // made by another node meanwhile, or of a later fetch, which stays
            return;
        }
        try {
            written(INSERT, policy);
        } catch (StoreException e) {
            if (!e.isUniqueViolation()) {
                throw e;
            }
            written(REPLACE, policy); // another node was faster
        }
    }

    private boolean written(String statement, StoredStsPolicy policy) {
        return transactions.write(
                "store an MTA-STS policy",
                handle -> bound(handle.createUpdate(statement), policy).execute() > 0);
    }

    private static <T extends SqlStatement<T>> T bound(T statement, StoredStsPolicy policy) {
        return statement
                .bind("domain", policy.domain())
                .bind("id", policy.recordId())
                .bind("policy", policy.policy())
                .bind("fetched", policy.fetched())
                .bind("expires", policy.expires())
                .bind("refresh", policy.refreshAfter());
    }

    /** Those that are to be fetched anew, the longest waiting first. */
    public List<StoredStsPolicy> due(Instant now, int most) {
        return transactions.read(
                "read the MTA-STS policies that are due",
                handle -> handle.createQuery(
                                SELECT + "refresh_after <= :now ORDER BY refresh_after, domain LIMIT :most")
                        .bind("now", now)
                        .bind("most", most)
                        .map(new StoredStsPolicy.Mapper())
                        .list());
    }

    /**
     * Undertakes to fetch it anew. Of all callers on all nodes that read the same row, one gets {@code true}.
     *
     * @param nextTry when it is due again, if nothing is saved before
     */
    public boolean claim(StoredStsPolicy policy, Instant nextTry) {
        return transactions.write(
                "claim an MTA-STS policy",
                handle -> handle.createUpdate(
                                        "UPDATE siegel_sts_policy SET refresh_after = :next WHERE domain = :domain AND refresh_after = :before")
                                .bind("next", nextTry)
                                .bind("domain", policy.domain())
                                .bind("before", policy.refreshAfter())
                                .execute()
                        == 1);
    }

    /**
     * Deletes those that expired before then.
     *
     * @return how many
     */
    public int sweep(Instant now) {
        return transactions.write(
                "delete expired MTA-STS policies",
                handle -> handle.createUpdate("DELETE FROM siegel_sts_policy WHERE expires_at <= :now")
                        .bind("now", now)
                        .execute());
    }
}
