package org.siegel.store;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/** Forcing the disk is what costs: all transactions that were committed meanwhile share the next time it is done. */
final class GroupFlush {

    private final ReentrantLock leading = new ReentrantLock();
    private final AtomicLong committed = new AtomicLong();
    private long flushed;

    /** Returns when what the calling thread has committed is on the disk. */
    void awaitDurable(Runnable flush) {
        long mine = committed.incrementAndGet();
        leading.lock();
        try {
            if (flushed < mine) {
                long upTo = committed.get();
                flush.run();
                flushed = upTo;
            }
        } finally {
            leading.unlock();
        }
    }
}
