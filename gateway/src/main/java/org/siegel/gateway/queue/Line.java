package org.siegel.gateway.queue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The order in which the mails of one queue are taken. Knows no file.
 *
 * <p>A mail stands in exactly one of five sets: <em>fresh</em>, the most urgent and then the oldest first;
 * <em>waiting</em> for its time, in a line of its own, so that any number of waiting mails costs a fresh one nothing;
 * <em>back</em> from waiting; <em>aside</em>, as long as its destination has as many in hand as the taker has {@linkplain
 * Taker#room room} for; or <em>in hand</em>, until somebody says how it ended.
 *
 * <p>Fresh mails and those that are back take turns. If a large domain does not answer for an hour, ten thousand mails are
 * back at once, and each will take long again: in front of the fresh ones they would hold up everybody, behind them they
 * might never go.
 */
final class Line {

    /** A mail that is not in hand, and the time of {@link OnwardClock} before which nobody may take it; 0 if it need not wait. */
    record Standing(Place place, long until) {

        Standing(Place place) {
            this(place, place.due());
        }
    }

    /** Who takes mails. */
    interface Taker {

        /** False as soon as he wants none any more. */
        boolean isWanted();

        /** He takes no further mail to a destination of which as many are in hand; one of each he always takes. */
        long room();
    }

    /** A clock may be set; so nobody trusts it for longer than this. */
    private static final long LONGEST_NAP_MILLIS = 1_000;

    /** One mail that is back goes after so many fresh ones. */
    private static final int FRESH_IN_A_ROW = 3;

    static final Comparator<Standing> URGENT_FIRST = Comparator.comparing(Standing::place, Place.URGENT_FIRST);
    private static final Comparator<Standing> DUE_FIRST =
            Comparator.comparingLong(Standing::until).thenComparing(URGENT_FIRST);
    private static final Comparator<Standing> URGENT_THEN_DUE_FIRST =
            Comparator.comparingInt(Line::priority).reversed().thenComparing(DUE_FIRST);

    private final OnwardClock time;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final TreeSet<Standing> fresh = new TreeSet<>(URGENT_FIRST);
    private final TreeSet<Standing> waiting = new TreeSet<>(DUE_FIRST);
    private final TreeSet<Standing> back = new TreeSet<>(URGENT_THEN_DUE_FIRST);
    private final Set<Long> inHand = new HashSet<>();
    private final Destinations destinations = new Destinations();
    private int freshInARow;
    private boolean isClosed;

    Line(OnwardClock time) {
        this.time = time;
    }

    /** The mail stands in the line, whether it is new or was in hand. */
    void join(Standing standing) {
        joinAll(List.of(standing));
    }

    void joinAll(Collection<Standing> many) {
        lock.lock();
        try {
            for (var standing : many) {
                (standing.until() == 0 ? fresh : waiting).add(standing);
                putDown(standing.place());
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits for the next mail that may be taken; it is in hand then. Empty when none is wanted any more. */
    Optional<Place> take(Taker taker) {
        lock.lock();
        try {
            while (!isClosed && taker.isWanted()) {
                moveUp();
                var next = nextLine().pollFirst();
                if (next == null) {
                    changed.awaitNanos(TimeUnit.MILLISECONDS.toNanos(napMillis()));
                } else if (destinations.hasRoom(next.place(), taker.room())) {
                    pickUp(next.place());
                    return Optional.of(next.place());
                } else {
                    destinations.standAside(next);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
        return Optional.empty();
    }

    /** Says where a mail in hand goes, which was not known before; false if there is no room for it: then it stands aside. */
    boolean keep(Place known, Taker taker) {
        lock.lock();
        try {
            if (destinations.hasRoom(known, taker.room())) {
                destinations.taken(known);
                return true;
            }
            inHand.remove(known.number());
            destinations.standAside(new Standing(known));
            if (isClosed) {
                changed.signalAll();
            }
            return false;
        } finally {
            lock.unlock();
        }
    }

    /** Takes this very mail in hand; false if somebody else was faster. */
    boolean withdraw(Standing standing) {
        lock.lock();
        try {
            var isHere = fresh.remove(standing)
                    || back.remove(standing)
                    || waiting.remove(standing)
                    || destinations.withdraw(standing);
            if (isHere) {
                pickUp(standing.place());
            }
            return isHere;
        } finally {
            lock.unlock();
        }
    }

    /** The mail in hand has left the queue. */
    void leave(Place place) {
        lock.lock();
        try {
            if (putDown(place) || isClosed) {
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Lets everybody in {@link #take} ask again whether a mail is wanted. */
    void wakeAll() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** From now on nobody takes a mail. */
    void close() {
        lock.lock();
        try {
            isClosed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** How many are in hand when none is left or the time is over. */
    int awaitHandsEmpty(Duration atMost) {
        lock.lock();
        try {
            var left = atMost.toNanos();
            while (!inHand.isEmpty() && left > 0) {
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
        return inHand();
    }

    /** Who is not in hand: the fresh ones, those that are back, those aside, those that wait, each in its order. */
    List<Standing> standing() {
        lock.lock();
        try {
            moveUp();
            var all = new ArrayList<>(fresh);
            all.addAll(back);
            all.addAll(destinations.aside());
            all.addAll(waiting);
            return all;
        } finally {
            lock.unlock();
        }
    }

    /** How many mails there are, those in hand included. */
    int size() {
        lock.lock();
        try {
            return fresh.size() + back.size() + waiting.size() + destinations.countAside() + inHand.size();
        } finally {
            lock.unlock();
        }
    }

    private int inHand() {
        lock.lock();
        try {
            return inHand.size();
        } finally {
            lock.unlock();
        }
    }

    private void pickUp(Place place) {
        inHand.add(place.number());
        destinations.taken(place);
    }

    /** Whoever stood aside for it asks again; false if nobody did. A mail that is new was in nobody's hand. */
    private boolean putDown(Place place) {
        var called = inHand.remove(place.number()) ? destinations.left(place) : List.<Standing>of();
        for (var standing : called) {
            (standing.until() == 0 ? fresh : back).add(standing);
        }
        return !called.isEmpty();
    }

    private void moveUp() {
        var now = time.millis();
        while (!waiting.isEmpty() && waiting.first().until() <= now) {
            back.add(waiting.removeFirst());
        }
    }

    private NavigableSet<Standing> nextLine() {
        if (back.isEmpty() || fresh.isEmpty()) {
            return back.isEmpty() ? fresh : back;
        }
        var isMoreUrgent = priority(back.first()) > priority(fresh.first());
        if (isMoreUrgent || freshInARow >= FRESH_IN_A_ROW) {
            freshInARow = 0;
            return back;
        }
        freshInARow++;
        return fresh;
    }

    private static int priority(Standing standing) {
        return standing.place().priority();
    }

    private long napMillis() {
        if (waiting.isEmpty()) {
            return LONGEST_NAP_MILLIS;
        }
        return Math.clamp(waiting.first().until() - time.millis(), 1, LONGEST_NAP_MILLIS);
    }
}
