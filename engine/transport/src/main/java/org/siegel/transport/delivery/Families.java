package org.siegel.transport.delivery;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Remembers whether one of IPv4 and IPv6 leads nowhere from here, and orders addresses by it (RFC 8305 §4). A family that seems
 * dead is tried last, but it is tried.
 */
final class Families {

    /** Fewer may be a server's own fault. */
    private static final int ENOUGH = 3;

    private static final Duration MEMORY = Duration.ofMinutes(10);

    private final Clock clock;
    private final Standing four = new Standing();
    private final Standing six = new Standing();

    private static final class Standing {
        private int failures;
        private Instant last = Instant.MIN;
    }

    Families(Clock clock) {
        this.clock = clock;
    }

    /** How a connection to the address went. */
    synchronized void note(InetAddress address, boolean isReached) {
        Standing standing = isSix(address) ? six : four;
        standing.failures = isReached ? 0 : Math.min(standing.failures + 1, ENOUGH);
        standing.last = clock.instant();
    }

    private synchronized boolean isDead(Standing standing) {
        return standing.failures >= ENOUGH && standing.last.plus(MEMORY).isAfter(clock.instant());
    }

    /**
     * The same addresses, the families in turn. IPv4 begins: servers ask more of senders that come by IPv6. Where one family alone
     * seems dead, the other goes first.
     */
    List<InetAddress> ordered(List<InetAddress> addresses) {
        Deque<InetAddress> first = new ArrayDeque<>();
        Deque<InetAddress> second = new ArrayDeque<>();
        addresses.forEach(address -> (isSix(address) ? second : first).add(address));
        boolean isFourDead = isDead(four);
        boolean isSixDead = isDead(six);
        List<InetAddress> ordered = new ArrayList<>();
        if (isFourDead != isSixDead) {
            ordered.addAll(isFourDead ? second : first);
            ordered.addAll(isFourDead ? first : second);
            return ordered;
        }
        while (!first.isEmpty() || !second.isEmpty()) {
            take(first, ordered);
            take(second, ordered);
        }
        return ordered;
    }

    private static void take(Deque<InetAddress> from, List<InetAddress> to) {
        if (!from.isEmpty()) {
            to.add(from.removeFirst());
        }
    }

    private static boolean isSix(InetAddress address) {
        return address instanceof Inet6Address;
    }
}
