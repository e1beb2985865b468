package org.siegel.mailets.delivery;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Who may have a connection now. A destination gets another one only while it has fewer than a sixteenth of those that are free: the
 * fewer there are, the less a slow one may add, so that dozens of destinations that do not answer leave some for the others. Whoever
 * waits gets his in turn, and the destinations take turns.
 */
final class Connections {

    /** Several connections to one server are faster than one; many are refused. */
    private static final int MOST_OF_ONE = 20;

    private static final int SHARE = 16;

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Integer> open = new HashMap<>();
    /** By destination; who waited longest first. */
    private final Map<String, Queue<CountDownLatch>> waiting = new LinkedHashMap<>();

    private int free;

    Connections(int most) {
        this.free = most;
    }

    /** Waits for one; {@link #release} gives it back. */
    void acquire(String destination) throws InterruptedException {
        CountDownLatch turn = new CountDownLatch(1);
        lock.lock();
        try {
            if (mayOpen(destination) && !waiting.containsKey(destination)) {
                open(destination);
                return;
            }
            waiting.computeIfAbsent(destination, _key -> new ArrayDeque<>()).add(turn);
        } finally {
            lock.unlock();
        }
        try {
            turn.await();
        } catch (InterruptedException e) {
            giveUp(destination, turn);
            throw e;
        }
    }

    void release(String destination) {
        lock.lock();
        try {
            close(destination);
        } finally {
            lock.unlock();
        }
    }

    private void giveUp(String destination, CountDownLatch turn) {
        lock.lock();
        try {
            if (turn.getCount() == 0) {
                close(destination);
                return;
            }
            waiting.computeIfPresent(destination, (_key, turns) -> {
                turns.remove(turn);
                return turns.isEmpty() ? null : turns;
            });
        } finally {
            lock.unlock();
        }
    }

    private boolean mayOpen(String destination) {
        return free > 0 && open.getOrDefault(destination, 0) < Math.clamp(free / SHARE, 1, MOST_OF_ONE);
    }

    private void open(String destination) {
        free--;
        open.merge(destination, 1, Integer::sum);
    }

    private void close(String destination) {
        free++;
        open.computeIfPresent(destination, (_key, count) -> count == 1 ? null : count - 1);
        boolean isLetIn;
        do {
            isLetIn = letOneIn();
        } while (isLetIn);
    }

    /** Of the destination that has waited longest for its turn among those that may have one more. */
    private boolean letOneIn() {
        Iterator<Map.Entry<String, Queue<CountDownLatch>>> destinations =
                waiting.entrySet().iterator();
        while (free > 0 && destinations.hasNext()) {
            Map.Entry<String, Queue<CountDownLatch>> next = destinations.next();
            if (mayOpen(next.getKey())) {
                String destination = next.getKey();
                Queue<CountDownLatch> queue = next.getValue();
                open(destination);
                queue.remove().countDown();
                destinations.remove();
                if (!queue.isEmpty()) {
                    waiting.put(destination, queue);
                }
                return true;
            }
        }
        return false;
    }
}
