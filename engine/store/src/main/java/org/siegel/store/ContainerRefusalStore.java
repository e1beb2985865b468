package org.siegel.store;

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

    private final Transactions transactions;
    private final Clock clock;

    ContainerRefusalStore(Transactions transactions, Clock clock) {
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * A container that was refused.
     *
     * @param domain of the recipients, in lower-case ASCII form
     * @param reply  the server's own words
     */
    public record Refusal(String domain, ContainerForm form, String reply, Instant at) {}

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
                handle -> handle.createQuery("SELECT form, reply, refused_at FROM siegel_container_refusal"
                                + " WHERE domain = :domain AND expires_at > :now ORDER BY refused_at, form")
                        .bind("domain", LookupKey.of(domain))
                        .bind("now", clock.instant())
                        .map((row, _context) -> new Refusal(
                                domain,
                                ContainerForm.valueOf(row.getString("form")),
                                row.getString("reply"),
                                row.getObject("refused_at", OffsetDateTime.class)
                                        .toInstant()))
                        .list());
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
