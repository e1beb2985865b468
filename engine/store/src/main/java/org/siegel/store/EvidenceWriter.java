package org.siegel.store;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/**
 * Adds records to this node's chain. A chain has one end, so there is one writer at a time; it takes along what the others
 * have waiting, in one transaction, and so the disk is forced once for all of them.
 */
final class EvidenceWriter {

    private static final int MOST_REQUESTS = 500;

    /**
     * How long a writer waits for company where the last one had some: the database writes whole pages, and forces the disk,
     * for a group, however small. Whoever writes alone, after somebody who wrote alone, does not wait.
     */
    private static final Duration LINGER = Duration.ofMillis(40);

    private static final String INSERT_LINK =
            "INSERT INTO siegel_evidence_chain (node, seq, evidence_id, content, link)"
                    + " VALUES (:node, :seq, :id, :content, :link)";

    private static final String SELECT_END =
            "SELECT seq, link FROM siegel_evidence_chain WHERE node = :node ORDER BY seq DESC LIMIT 1";

    private final Transactions transactions;
    private final String node;
    private final Clock clock;
    private final EvidenceIds ids;
    private final ReentrantLock writing = new ReentrantLock();
    private final Queue<Request> waiting = new ConcurrentLinkedQueue<>();

    /** Of the chain; null if it must be looked up. */
    private @Nullable ChainLink end;

    private boolean isBusy;

    EvidenceWriter(Transactions transactions, String node, Clock clock, EvidenceIds ids) {
        this.transactions = transactions;
        this.node = node;
        this.clock = clock;
        this.ids = ids;
    }

    /** All of them or none; on the disk when this returns. */
    List<Evidence> write(List<Attempt> attempts) {
        Request mine = new Request(attempts);
        waiting.add(mine);
        writing.lock();
        try {
            while (mine.isOpen()) {
                writeWaiting();
            }
        } finally {
            writing.unlock();
        }
        return mine.result();
    }

    private void writeWaiting() {
        if (isBusy) {
            LockSupport.parkNanos(LINGER.toNanos());
        }
        List<Request> requests = new ArrayList<>();
        for (Request next = waiting.poll(); next != null; next = waiting.poll()) {
            requests.add(next);
            if (requests.size() == MOST_REQUESTS) {
                break;
            }
        }
        isBusy = requests.size() > 1;
        try {
            writeTogether(requests);
        } catch (StoreException e) {
            end = null;
            if (e.isAboutData()) {
                // One of them is at fault, or another process bears this node's name and has moved the end of the
                // chain.
                requests.forEach(this::writeAlone);
            } else {
                requests.forEach(request -> request.failed(e));
            }
        } catch (RuntimeException | Error fault) {
            end = null;
            requests.forEach(request -> request.failed(new StoreException("Cannot record evidence: " + fault, fault)));
            throw fault;
        }
    }

    private void writeAlone(Request request) {
        try {
            writeTogether(List.of(request));
        } catch (StoreException e) {
            end = null;
            request.failed(e);
        }
    }

    private void writeTogether(List<Request> requests) {
        List<List<Evidence>> records =
                requests.stream().map(request -> stamped(request.attempts)).toList();
        end = transactions.write("record evidence", handle -> {
            ChainLink link = end == null ? endOf(handle) : end;
            PreparedBatch rows = EvidenceRow.insertion(handle);
            PreparedBatch links = handle.prepareBatch(INSERT_LINK);
            for (Evidence evidence : records.stream().flatMap(List::stream).toList()) {
                EvidenceRow row = EvidenceRow.of(evidence);
                Hash content = row.content();
                link = link.next(content);
                row.addTo(rows);
                links.bind("node", node)
                        .bind("seq", link.seq())
                        .bind("id", evidence.id())
                        .bind("content", content.hex())
                        .bind("link", link.hash().hex())
                        .add();
            }
            rows.execute();
            links.execute();
            return link;
        });
        for (int i = 0; i < requests.size(); i++) {
            requests.get(i).written(records.get(i));
        }
    }

    private List<Evidence> stamped(List<Attempt> attempts) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return attempts.stream()
                .map(attempt -> new Evidence(ids.next(now), now, node, attempt))
                .toList();
    }

    private ChainLink endOf(Handle handle) {
        return handle.createQuery(SELECT_END)
                .bind("node", node)
                .map((row, _context) -> new ChainLink(row.getLong("seq"), new Hash(row.getString("link"))))
                .findOne()
                .orElse(ChainLink.BEFORE_THE_FIRST);
    }

    /** What one thread waits for. Read and written by whoever writes. */
    private static final class Request {
        private final List<Attempt> attempts;
        private @Nullable List<Evidence> records;
        private @Nullable StoreException failure;

        Request(List<Attempt> attempts) {
            this.attempts = attempts;
        }

        boolean isOpen() {
            return records == null && failure == null;
        }

        void written(List<Evidence> evidence) {
            records = evidence;
        }

        void failed(StoreException e) {
            failure = e;
        }

        List<Evidence> result() {
            if (records == null) {
                throw failure == null ? new IllegalStateException("not written yet") : failure.again();
            }
            return records;
        }
    }
}
