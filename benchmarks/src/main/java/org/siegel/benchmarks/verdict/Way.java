package org.siegel.benchmarks.verdict;

import java.time.Duration;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.TimeUnit;

/** A way that takes time: what is sent arrives that much later, in the order in which it was sent, and none waits for another. */
final class Way {

    private final DelayQueue<Parcel> parcels = new DelayQueue<>();
    private long last;

    private record Parcel(Runnable arrival, long due) implements Delayed {
        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(due - System.nanoTime(), TimeUnit.NANOSECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.compare(due, ((Parcel) other).due);
        }
    }

    /** The last arrival throws it. */
    static final class Ended extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** Open until an arrival ends it. */
    static Way open() {
        Way way = new Way();
        Thread.startVirtualThread(way::deliver);
        return way;
    }

    void send(Duration delay, Runnable arrival) {
        synchronized (parcels) {
            last = Math.max(last + 1, System.nanoTime() + delay.toNanos());
            parcels.add(new Parcel(arrival, last));
        }
    }

    private void deliver() {
        try {
            while (true) {
                parcels.take().arrival().run();
            }
        } catch (Ended _nothingFollows) {
            // Whatever was sent has arrived.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
