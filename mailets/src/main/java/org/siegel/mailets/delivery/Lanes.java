package org.siegel.mailets.delivery;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one slow destination from taking the place of all others: each has only so many connections at a time, and only
 * so many mails in hand that wait for one.
 */
final class Lanes {

    private static final int CONNECTIONS = 20;
    private static final int IN_HAND = 1_000;

    private final ConcurrentHashMap<String, Lane> lanes = new ConcurrentHashMap<>();

    private static final class Lane {
        private final Semaphore connections = new Semaphore(CONNECTIONS, true);
        private int inHand;
    }

    /** A place in the lane; closing gives it back. */
    final class Place implements AutoCloseable {
        private final String destination;
        private final Lane lane;

        private Place(String destination, Lane lane) {
            this.destination = destination;
            this.lane = lane;
        }

        /** Waits for a connection. */
        void await() throws InterruptedException {
            lane.connections.acquire();
        }

        void release() {
            lane.connections.release();
        }

        @Override
        public void close() {
            lanes.compute(destination, (_key, current) -> {
                lane.inHand--;
                return lane.inHand == 0 ? null : current;
            });
        }
    }

    /** Takes a mail in hand; {@code null} if the destination has enough in hand already. */
    @Nullable
    Place enter(String destination) {
        Lane[] entered = new Lane[1];
        lanes.compute(destination, (_key, current) -> {
            Lane lane = current == null ? new Lane() : current;
            if (lane.inHand < IN_HAND) {
                lane.inHand++;
                entered[0] = lane;
            }
            return lane;
        });
        return entered[0] == null ? null : new Place(destination, entered[0]);
    }
}
