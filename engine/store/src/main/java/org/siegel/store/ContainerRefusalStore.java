package org.siegel.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Which containers the servers of recipient domains did not take. Safe for use by many threads and nodes. */
public final class ContainerRefusalStore {

    /** Servers are set up anew now and then; after so long the first container is tried again. */
    public static final Duration VALIDITY = Duration.ofDays(30);

    private static final String OF_ONE = " FROM siegel_container_refusal WHERE domain = :domain AND form = :form";

    private static final String COUNTING =
            "SELECT domain, form, reply, refused_at FROM siegel_container_refusal WHERE expires_at > :now";

    private final Transactions transactions;
    private final Clock clock;

    ContainerRefusalStore(Transactions transactions, Clock clock) {
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * A container that was refused.
     *
     * @param domain of the recipients, in lower-case ASCII form; as it is kept, if it is very long
     * @param reply  the server's own words
     */
    public record Refusal(String domain, ContainerForm form, String reply, Instant at) {

        /** From then on it does not count. */
        public Instant expires() {
            return at.plus(VALIDITY);
        }
    }

    /** Remembers it for {@link #VALIDITY}, in the place of an older one. Of two at once one is remembered. */
    public void remember(String domain, ContainerForm form, String reply) {
        try {
            write(domain, form, reply);
        } catch (StoreException e) {
            if (!e.isUniqueViolation()) {
                throw e;
            }
        }
    }

    private void write(String domain, ContainerForm form, String reply) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        transactions.write("remember a refused container", handle -> {
            handle.createUpdate("DELETE" + OF_ONE)
                    .bind("domain", LookupKey.of(domain))
                    .bind("form", form.name())
                    .execute();
            return handle.createUpdate(
                            "INSERT INTO siegel_container_refusal (domain, form, reply, refused_at, expires_at)"
                                    + " VALUES (:domain, :form, :reply, :at, :expires)")
                    .bind("domain", LookupKey.of(domain))
                    .bind("form", form.name())
                    .bind("reply", SmtpReply.tidy(reply))
                    .bind("at", now)
                    .bind("expires", now.plus(VALIDITY))
                    .execute();
        });
    }

    /** What is remembered of the domain and still counts. */
    public List<Refusal> of(String domain) {
        return transactions.read(
                "read refused containers",
                handle -> handle.createQuery(COUNTING + " AND domain = :domain ORDER BY refused_at, form")
                        .bind("domain", LookupKey.of(domain))
                        .bind("now", clock.instant())
                        .map((row, _context) -> refusal(row))
                        .list());
    }

    /**
     * What is remembered of all domains and still counts, by their names; all of a domain or nothing of it.
     *
     * @param domains at most so many
     * @param after the name of a domain; those after it
     */
    public List<Refusal> all(int domains, String after) {
        return transactions.read(
                "list refused containers",
                handle -> handle.createQuery(COUNTING + " AND domain IN (SELECT DISTINCT domain FROM"
                                + " siegel_container_refusal WHERE expires_at > :now AND domain > :after"
                                + " ORDER BY domain LIMIT :most) ORDER BY domain, form")
                        .bind("now", clock.instant())
                        .bind("after", after)
                        .bind("most", domains)
                        .map((row, _context) -> refusal(row))
                        .list());
    }

    /** Of how many domains something is remembered. */
    public long count() {
        return transactions.read(
                "count domains that refuse containers",
                handle -> handle.createQuery(
                                "SELECT count(DISTINCT domain) FROM siegel_container_refusal WHERE expires_at > :now")
                        .bind("now", clock.instant())
                        .mapTo(Long.class)
                        .one());
    }

    private static Refusal refusal(ResultSet row) throws SQLException {
        return new Refusal(
                row.getString("domain"),
                ContainerForm.valueOf(row.getString("form")),
                row.getString("reply"),
                row.getObject("refused_at", OffsetDateTime.class).toInstant());
    }

    /**
     * Forgets all of a domain, because somebody knows better.
     *
     * @return whether there was anything
     */
    public boolean forget(String domain) {
        return transactions.write(
                        "forget what a domain refused",
                        handle -> handle.createUpdate(
                                        "DELETE FROM siegel_container_refusal WHERE domain = :domain OR domain = :key")
                                // very long names are listed as they are kept
                                .bind("domain", domain)
                                .bind("key", LookupKey.of(domain))
                                .execute())
                > 0;
    }

    /** The domain's server took it after all. */
    public void forget(String domain, ContainerForm form) {
        transactions.write(
                "forget a refused container",
                handle -> handle.createUpdate("DELETE" + OF_ONE)
                        .bind("domain", LookupKey.of(domain))
                        .bind("form", form.name())
                        .execute());
    }

    /**
     * Deletes what does not count any more.
     *
     * @return how many
     */
    public int sweep() {
        return transactions.write(
                "forget old refusals of containers",
                handle -> handle.createUpdate("DELETE FROM siegel_container_refusal WHERE expires_at <= :now")
                        .bind("now", clock.instant())
                        .execute());
    }
}
