package org.siegel.mailets.delivery;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/**
 * Keeps slow destinations from taking the place of all others: each has only so many mails in hand, most of which wait for one of its
 * {@linkplain Connections connections}.
 *
 * <p>A destination may have as many in hand as there are places left for others: a single one gets half of all places, ten
 * get an eleventh each. Whatever finds none comes back later, one mail after the other. The gateway's own queue hands out less of one
 * destination, so that this happens with other queues of James only.
 */
final class Lanes {

    private static final Duration SHORTEST_ABSENCE = Duration.ofSeconds(1);
    private static final Duration LONGEST_ABSENCE = Duration.ofMinutes(10);

    /** Between two mails of one destination that come back. */
    private static final Duration APART = Duration.ofMillis(20);

    private final int places;
    private final LongSupplier nanoTime;
    private final AtomicInteger taken = new AtomicInteger();
    private final ConcurrentHashMap<String, Lane> lanes = new ConcurrentHashMap<>();

    /**
     * With nobody in them.
     *
     * @param places   for mails in hand, to whatever destination
     * @param nanoTime as {@link System#nanoTime}
     */
    Lanes(int places, LongSupplier nanoTime) {
        this.places = places;
        this.nanoTime = nanoTime;
    }

    /** What becomes of a mail that comes. */
    sealed interface Entry {}

    /** It has to come back. */
    record Full(Duration after) implements Entry {}

    /** A place in the lane; closing gives it back. */
    final class Place implements Entry, AutoCloseable {
        private final String destination;
        private final Lane lane;

        private Place(String destination, Lane lane) {
            this.destination = destination;
            this.lane = lane;
        }

        @Override
        public void close() {
            lanes.compute(destination, (_key, current) -> {
                lane.inHand--;
                taken.decrementAndGet();
                return lane.inHand == 0 ? null : current;
            });
        }
    }

    /** Takes a mail in hand, unless its destination has enough in hand already. */
    Entry enter(String destination) {
        Entry[] entry = new Entry[1];
        lanes.compute(destination, (_key, current) -> {
            Lane lane = current == null ? new Lane(nanoTime.getAsLong()) : current;
            if (lane.inHand == 0 || lane.inHand < places - taken.get()) {
                lane.inHand++;
                taken.incrementAndGet();
                entry[0] = new Place(destination, lane);
            } else {
                entry[0] = new Full(lane.absence(nanoTime.getAsLong()));
            }
            return lane;
        });
        return entry[0];
    }

    /** Guarded by the map that holds it. */
    private static final class Lane {
        private int inHand;
        private long lastBack;

        Lane(long now) {
            this.lastBack = now;
        }

        /** None of those that are sent away comes back sooner than {@link #SHORTEST_ABSENCE}. */
        Duration absence(long now) {
            long back = Math.max(now + SHORTEST_ABSENCE.toNanos(), lastBack + APART.toNanos());
            lastBack = Math.min(back, now + LONGEST_ABSENCE.toNanos());
            return Duration.ofNanos(lastBack - now);
        }
    }
}
