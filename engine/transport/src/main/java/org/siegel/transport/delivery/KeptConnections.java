package org.siegel.transport.delivery;

import java.net.InetAddress;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import org.siegel.policy.TransportGrade;
import org.siegel.transport.smtp.Alarms;
import org.siegel.transport.smtp.Deadline;

/**
 * Idle connections that may carry another mail. Nobody gets one for mail that demands more than it is judged for, nor one
 * that was judged by other look-ups than the mail's own: those it is judged by anew, on what its handshake showed.
 */
final class KeptConnections {

    /** Judges what the handshake of an open connection showed, for a target. */
    @FunctionalInterface
    interface Judging {
        ConnectionFacts judge(MxTarget target, ConnectionFacts seen);
    }

    private final ReuseLimits limits;
    private final Judging judging;
    private final Alarms alarms;
    private final ThreadFactory farewells;
    private final Clock clock;
    private final Map<KeptConnection.Spot, Deque<Idle>> idle = new HashMap<>();
    private int count;

    private record Idle(KeptConnection connection, Deadline end) {}

    /**
     * Keeps none yet.
     *
     * @param farewells for QUIT, which waits for the server
     */
    KeptConnections(ReuseLimits limits, Judging judging, Alarms alarms, ThreadFactory farewells, Clock clock) {
        this.limits = limits;
        this.judging = judging;
        this.alarms = alarms;
        this.farewells = farewells;
        this.clock = clock;
    }

    /** One that is good enough for mail that demands {@code demand}; it belongs to the caller then. */
    Optional<KeptConnection> take(TransportGrade demand, MxTarget target, InetAddress address) {
        List<KeptConnection> unfit = new ArrayList<>();
        try {
            for (Optional<KeptConnection> next = next(KeptConnection.Spot.of(target, address));
                    next.isPresent();
                    next = next(KeptConnection.Spot.of(target, address))) {
                if (!next.get().isWithin(limits, clock.instant())) {
                    part(next.get());
                    continue;
                }
                KeptConnection judged = judged(next.get(), target);
                if (judged.facts().judgement().permits(demand)) {
                    return Optional.of(judged);
                }
                unfit.add(next.get());
            }
            return Optional.empty();
        } finally {
            unfit.forEach(this::keep);
        }
    }

    private KeptConnection judged(KeptConnection kept, MxTarget target) {
        return kept.target().equals(target) ? kept : kept.judged(target, judging.judge(target, kept.facts()));
    }

    /** The youngest first, so that those that are too many grow old. */
    private synchronized Optional<KeptConnection> next(KeptConnection.Spot spot) {
        Deque<Idle> there = idle.get(spot);
        if (there == null) {
            return Optional.empty();
        }
        Idle next = there.pop();
        next.end().close();
        removed(spot, there);
        return Optional.of(next.connection());
    }

    /**
     * Keeps it if it may be used again, or else says good-bye to it without making the caller wait. Cleartext is never kept:
     * the next mail asks for TLS again.
     */
    void keep(KeptConnection connection) {
        if (!connection.conversation().isUsable() || !isKept(connection)) {
            part(connection);
        }
    }

    private synchronized boolean isKept(KeptConnection connection) {
        KeptConnection.Spot spot = connection.spot();
        int there = idle.getOrDefault(spot, new ArrayDeque<>()).size();
        if (connection.facts().tls().isEmpty()
                || !connection.isWithin(limits, clock.instant())
                || there >= limits.perServer()
                || count >= limits.inAll()) {
            return false;
        }
        idle.computeIfAbsent(spot, _spot -> new ArrayDeque<>())
                .push(new Idle(connection, Deadline.arm(alarms, limits.idle(), () -> expire(connection))));
        count++;
        return true;
    }

    private void expire(KeptConnection connection) {
        if (withdraw(connection)) {
            part(connection);
        }
    }

    private synchronized boolean withdraw(KeptConnection connection) {
        Deque<Idle> there = idle.get(connection.spot());
        if (there == null || !there.removeIf(one -> one.connection().conversation() == connection.conversation())) {
            return false;
        }
        removed(connection.spot(), there);
        return true;
    }

    private void removed(KeptConnection.Spot spot, Deque<Idle> there) {
        count--;
        if (there.isEmpty()) {
            idle.remove(spot);
        }
    }

    /** Says good-bye without making the caller wait. */
    void part(KeptConnection connection) {
        farewells.newThread(connection.conversation()::close).start();
    }

    /** How many are idle now. */
    synchronized int size() {
        return count;
    }

    /** Says good-bye to all that are idle. */
    void endAll() {
        List<KeptConnection> rest = new ArrayList<>();
        synchronized (this) {
            idle.values()
                    .forEach(there -> there.forEach(one -> {
                        one.end().close();
                        rest.add(one.connection());
                    }));
            idle.clear();
            count = 0;
        }
        rest.forEach(this::part);
    }
}
