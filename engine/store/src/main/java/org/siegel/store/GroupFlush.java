package org.siegel.store;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Forcing the disk is what costs: all transactions that were committed meanwhile share the next time it is done.
 *
 * <p>One transaction at a time, and none while the disk is forced. H2 writes the maps of a database one after the other, each
 * as it is at that moment. What another thread changes meanwhile would stand in one of them and be missing in the next, such as
 * a row without what undoes it: a process that is killed then leaves half a transaction, or a file that cannot be opened.
 */
final class GroupFlush {

    /** Fair, so that those who wait to change something share the flush of whoever comes after them. */
    private final ReentrantLock changing = new ReentrantLock(true);

    private final ReentrantLock leading = new ReentrantLock();
    /** How many transactions; changed by whoever has {@link #changing}. */
    private long committed;
    /** How many of them are on the disk; changed by whoever has {@link #leading}. */
    private long flushed;

    /**
     * Returns when the transaction is on the disk.
     *
     * @param flush forces the disk
     */
    <T> T change(Supplier<T> transaction, Runnable flush) {
        T result;
        long mine;
        changing.lock();
        try {
            result = transaction.get();
            mine = ++committed;
        } finally {
            changing.unlock();
        }
        awaitDurable(mine, flush);
        return result;
    }

    /** How many threads wait for their turn to change something; an estimate. */
    int waiting() {
        return changing.getQueueLength();
    }

    private void awaitDurable(long mine, Runnable flush) {
        leading.lock();
        try {
            if (flushed < mine) {
                flushed = flushAll(flush);
            }
        } finally {
            leading.unlock();
        }
    }

    /** How many transactions are on the disk now. */
    private long flushAll(Runnable flush) {
        changing.lock();
        try {
            flush.run();
            return committed;
        } finally {
            changing.unlock();
        }
    }
}
