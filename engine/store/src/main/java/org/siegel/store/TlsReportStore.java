package org.siegel.store;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;

/** How TLS with recipient domains went, counted by day, and which domains are still to be told; shared by all nodes. */
public final class TlsReportStore {

    private static final String ROW =
            " WHERE report_day = :day AND domain = :domain AND fragment = :fragment AND node = :node";

    private final Transactions transactions;
    private final String node;

    TlsReportStore(Transactions transactions, String node) {
        this.transactions = transactions;
        this.node = node;
    }

    /**
     * Adds to what was counted.
     *
     * @param sessions how many more, by what they have in common; the text is kept as it is, up to any length
     */
    public void add(LocalDate day, String domain, Map<String, Long> sessions) {
        transactions.write("count TLS sessions", handle -> {
            sessions.forEach((document, count) -> add(handle, day, domain, document, count));
            return sessions.size();
        });
    }

    /** Only this node writes these rows, and it calls from one thread at a time. */
    private void add(Handle handle, LocalDate day, String domain, String document, long count) {
        String fragment = Hash.of(digest -> digest.update(document.getBytes(StandardCharsets.UTF_8)))
                .hex();
        boolean isKnown = handle.createUpdate("UPDATE siegel_tls_sessions SET sessions = sessions + :count" + ROW)
                        .bind("count", count)
                        .bind("day", day.toString())
                        .bind("domain", domain)
                        .bind("fragment", fragment)
                        .bind("node", node)
                        .execute()
                > 0;
        if (!isKnown) {
            handle.createUpdate(
                            "INSERT INTO siegel_tls_sessions (report_day, domain, fragment, node, document, sessions)"
                                    + " VALUES (:day, :domain, :fragment, :node, :document, :count)")
                    .bind("day", day.toString())
                    .bind("domain", domain)
                    .bind("fragment", fragment)
                    .bind("node", node)
                    .bind("document", document)
                    .bind("count", count)
                    .execute();
        }
    }

    /** What all nodes counted, by what the sessions have in common. */
    public Map<String, Long> counted(LocalDate day, String domain) {
        return transactions.read(
                "read the counts of TLS sessions",
                handle -> handle.createQuery("SELECT document, sessions FROM siegel_tls_sessions"
                                + " WHERE report_day = :day AND domain = :domain ORDER BY fragment, node")
                        .bind("day", day.toString())
                        .bind("domain", domain)
                        .reduceRows(new LinkedHashMap<String, Long>(), (all, row) -> {
                            all.merge(
                                    row.getColumn("document", String.class),
                                    row.getColumn("sessions", Long.class),
                                    Long::sum);
                            return all;
                        }));
    }

    /**
     * Plans a report to each domain that was counted on the day and has none planned.
     *
     * @param due when a report is to be sent first; asked for each
     */
    public void plan(LocalDate day, Supplier<Instant> due) {
        List<String> unplanned = transactions.read(
                "read which domains were counted",
                handle -> handle.createQuery(
                                "SELECT DISTINCT domain FROM siegel_tls_sessions s WHERE report_day = :day AND NOT EXISTS"
                                        + " (SELECT 1 FROM siegel_tls_report r WHERE r.report_day = s.report_day"
                                        + " AND r.domain = s.domain)")
                        .bind("day", day.toString())
                        .mapTo(String.class)
                        .list());
        unplanned.forEach(domain -> plan(day, domain, due.get()));
    }

    private void plan(LocalDate day, String domain, Instant due) {
        try {
            transactions.write(
                    "plan a TLS report",
                    handle -> handle.createUpdate("INSERT INTO siegel_tls_report (report_day, domain, next_try)"
                                    + " VALUES (:day, :domain, :due)")
                            .bind("day", day.toString())
                            .bind("domain", domain)
                            .bind("due", due)
                            .execute());
        } catch (StoreException e) {
            if (!e.isUniqueViolation()) {
                throw e;
            } // another node planned it
        }
    }

    /** Those whose time has come, the longest waiting first. */
    public List<TlsReportJob> due(Instant now, int most) {
        return transactions.read(
                "read the TLS reports that are due",
                handle -> handle.createQuery("SELECT report_day, domain, next_try FROM siegel_tls_report"
                                + " WHERE next_try <= :now ORDER BY next_try, domain LIMIT :most")
                        .bind("now", now)
                        .bind("most", most)
                        .map((row, _context) -> new TlsReportJob(
                                LocalDate.parse(row.getString("report_day")),
                                row.getString("domain"),
                                row.getObject("next_try", OffsetDateTime.class).toInstant()))
                        .list());
    }

    /**
     * Undertakes to send it. Of all callers on all nodes that read the same job, one gets {@code true}.
     *
     * @param nextTry when it is due again, if it is not done before
     */
    public boolean claim(TlsReportJob job, Instant nextTry) {
        return transactions.write(
                "claim a TLS report",
                handle -> handle.createUpdate("UPDATE siegel_tls_report SET next_try = :next"
                                        + " WHERE report_day = :day AND domain = :domain AND next_try = :before")
                                .bind("next", nextTry)
                                .bind("day", job.day().toString())
                                .bind("domain", job.domain())
                                .bind("before", job.nextTry())
                                .execute()
                        == 1);
    }

    /** It was sent, or is given up. */
    public void finish(TlsReportJob job) {
        transactions.write(
                "finish a TLS report",
                handle -> handle.createUpdate("UPDATE siegel_tls_report SET next_try = NULL"
                                + " WHERE report_day = :day AND domain = :domain")
                        .bind("day", job.day().toString())
                        .bind("domain", job.domain())
                        .execute());
    }

    /**
     * Deletes counts and reports of the days before.
     *
     * @return how many counts
     */
    public int sweep(LocalDate before) {
        return transactions.write("delete old counts of TLS sessions", handle -> {
            handle.createUpdate("DELETE FROM siegel_tls_report WHERE report_day < :day")
                    .bind("day", before.toString())
                    .execute();
            return handle.createUpdate("DELETE FROM siegel_tls_sessions WHERE report_day < :day")
                    .bind("day", before.toString())
                    .execute();
        });
    }
}
