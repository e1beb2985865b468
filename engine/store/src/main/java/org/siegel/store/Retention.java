package org.siegel.store;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Takes records away when their time is over. Their links stay as long as any record before them does. */
final class Retention {

    private static final int PAGE = 1_000;

    private final Transactions transactions;
    private final Clock clock;

    Retention(Transactions transactions, Clock clock) {
        this.transactions = transactions;
        this.clock = clock;
    }

    long removeBefore(Instant end) {
        long removed = 0;
        int page;
        do {
            page = transactions.write("remove old evidence", handle -> removeSome(handle, end));
            removed += page;
        } while (page == PAGE);
        if (removed > 0) {
            transactions.write("shorten the chain of evidence", Retention::shorten);
        }
        return removed;
    }

    private int removeSome(Handle handle, Instant end) {
        List<UUID> old = handle.createQuery(
                        "SELECT id FROM siegel_evidence WHERE recorded_at < :end ORDER BY recorded_at, id LIMIT "
                                + PAGE)
                .bind("end", end)
                .mapTo(UUID.class)
                .list();
        if (old.isEmpty()) {
            return 0;
        }
        handle.createUpdate(
                        "UPDATE siegel_evidence_chain SET evidence_id = NULL, removed_at = :now WHERE evidence_id IN (<ids>)")
                .bind("now", clock.instant().truncatedTo(ChronoUnit.MICROS))
                .bindList("ids", old)
                .execute();
        handle.createUpdate("DELETE FROM siegel_evidence WHERE id IN (<ids>)")
                .bindList("ids", old)
                .execute();
        return old.size();
    }

    /** The link before the first record that is left is what the rest hangs on; those before it are of no use any more. */
    private static int shorten(Handle handle) {
        return handle.execute("""
                DELETE FROM siegel_evidence_chain WHERE removed_at IS NOT NULL AND seq < (
                    SELECT COALESCE(MIN(kept.seq) - 1, MAX(every_one.seq))
                    FROM siegel_evidence_chain every_one LEFT JOIN siegel_evidence_chain kept
                        ON kept.node = every_one.node AND kept.seq = every_one.seq AND kept.removed_at IS NULL
                    WHERE every_one.node = siegel_evidence_chain.node)
                """);
    }
}
