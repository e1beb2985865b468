package org.siegel.mailets.reporting;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.siegel.store.StoreException;
import org.siegel.store.TlsReportStore;
import org.siegel.transport.tlsrpt.TlsSession;
import org.siegel.transport.tlsrpt.TlsSessions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts in memory, and writes it down every now and then: no mail waits for a count. What a crash loses is missing in a
 * statistic.
 */
final class SessionCounts implements TlsSessions {

    /** Whoever answers otherwise each time does not get to fill our memory. */
    private static final int MOST = 20_000;

    private static final Logger LOGGER = LoggerFactory.getLogger(SessionCounts.class);

    private record Domain(LocalDate day, String name) {}

    private final TlsReportStore store;
    private final Clock clock;
    private final ReentrantLock flushing = new ReentrantLock();
    private Map<Domain, Map<String, Long>> counts = new HashMap<>();
    private int size;
    private long dropped;

    SessionCounts(TlsReportStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    @Override
    public void note(TlsSession session) {
        LocalDate day = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        add(new Domain(day, session.policy().domain().ascii()), SessionDocument.of(session), 1);
    }

    private synchronized void add(Domain domain, String document, long count) {
        Map<String, Long> own = counts.computeIfAbsent(domain, _domain -> new HashMap<>());
        if (own.containsKey(document) || size < MOST) {
            size += own.containsKey(document) ? 0 : 1;
            own.merge(document, count, Long::sum);
        } else {
            dropped += count;
        }
    }

    private synchronized Map<Domain, Map<String, Long>> take() {
        Map<Domain, Map<String, Long>> taken = counts;
        counts = new HashMap<>();
        size = 0;
        if (dropped > 0) {
            LOGGER.warn("{} TLS sessions were of too many kinds to be counted for reports", dropped);
            dropped = 0;
        }
        return taken;
    }

    /**
     * One at a time: a server that stops waits for what another thread has begun to write.
     *
     * @throws StoreException if it cannot be written down; then it is kept for the next time
     */
    void flush() {
        flushing.lock();
        try {
            flushTaken();
        } finally {
            flushing.unlock();
        }
    }

    private void flushTaken() {
        Map<Domain, Map<String, Long>> taken = take();
        StoreException failure = null;
        for (Map.Entry<Domain, Map<String, Long>> entry : taken.entrySet()) {
            Domain domain = entry.getKey();
            try {
                store.add(domain.day(), domain.name(), entry.getValue());
            } catch (StoreException e) {
                failure = e;
                entry.getValue().forEach((document, count) -> add(domain, document, count));
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
