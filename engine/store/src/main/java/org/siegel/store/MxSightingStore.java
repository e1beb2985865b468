package org.siegel.store;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** What resolvers agreed on about the mail servers of domains, and since when; shared by all nodes. */
public final class MxSightingStore {

    /** What was not seen for so long counts as new when it is seen again. */
    private static final Duration LONGEST_GAP = Duration.ofDays(30);

    /** How exactly it is kept when something was seen last: so that not every mail writes. */
    private static final Duration GRAIN = Duration.ofHours(6);

    private static final String THIS_ONE = " WHERE domain = :domain AND host = :host AND address = :address";

    private final Transactions transactions;

    private record Times(Instant first, Instant last) {}

    MxSightingStore(Transactions transactions) {
        this.transactions = transactions;
    }

    /** Notes that all of these were seen, and tells of each since when. */
    public Map<MxSighting, Instant> note(String domain, Set<MxSighting> seen, Instant now) {
        Instant at = now.truncatedTo(ChronoUnit.MICROS);
        Map<MxSighting, Times> known = known(domain);
        Map<MxSighting, Instant> since = new HashMap<>();
        for (MxSighting sighting : seen) {
            Times times = known.get(sighting);
            if (times == null) {
                since.put(sighting, insert(domain, sighting, at));
            } else if (times.last().plus(LONGEST_GAP).isBefore(at)) {
                update("first_seen = :now, last_seen = :now", domain, sighting, at);
                since.put(sighting, at);
            } else {
                if (times.last().plus(GRAIN).isBefore(at)) {
                    update("last_seen = :now", domain, sighting, at);
                }
                since.put(sighting, times.first());
            }
        }
        return since;
    }

    private Map<MxSighting, Times> known(String domain) {
        return transactions.read(
                "read sightings of mail servers",
                handle -> handle.createQuery(
                                "SELECT host, address, first_seen, last_seen FROM siegel_mx_sighting WHERE domain = :domain")
                        .bind("domain", domain)
                        .reduceRows(new HashMap<MxSighting, Times>(), (all, row) -> {
                            all.put(
                                    new MxSighting(
                                            row.getColumn("host", String.class),
                                            row.getColumn("address", String.class)),
                                    new Times(
                                            row.getColumn("first_seen", OffsetDateTime.class)
                                                    .toInstant(),
                                            row.getColumn("last_seen", OffsetDateTime.class)
                                                    .toInstant()));
                            return all;
                        }));
    }

    private Instant insert(String domain, MxSighting sighting, Instant now) {
        try {
            write(
                    "INSERT INTO siegel_mx_sighting (domain, host, address, first_seen, last_seen)"
                            + " VALUES (:domain, :host, :address, :now, :now)",
                    domain,
                    sighting,
                    now);
            return now;
        } catch (StoreException e) {
            if (!e.isUniqueViolation()) {
                throw e;
            }
            return now; // another node saw it at the same time
        }
    }

    private void update(String change, String domain, MxSighting sighting, Instant now) {
        write("UPDATE siegel_mx_sighting SET " + change + THIS_ONE, domain, sighting, now);
    }

    private void write(String statement, String domain, MxSighting sighting, Instant now) {
        transactions.write(
                "note a sighting of a mail server",
                (Handle handle) -> handle.createUpdate(statement)
                        .bind("domain", domain)
                        .bind("host", sighting.host())
                        .bind("address", sighting.address())
                        .bind("now", now)
                        .execute());
    }

    /**
     * Deletes what was last seen so long ago that it would count as new.
     *
     * @return how many
     */
    public int sweep(Instant now) {
        return transactions.write(
                "delete old sightings of mail servers",
                handle -> handle.createUpdate("DELETE FROM siegel_mx_sighting WHERE last_seen < :before")
                        .bind("before", now.minus(LONGEST_GAP).minus(GRAIN))
                        .execute());
    }
}
