package org.siegel.transport.delivery;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps probes from being a burden to others, and others from being one to us: an address is probed so often in a minute and
 * no more, and one that ate our time again and again is left alone for a while.
 */
final class ProbeGuard {

    private static final int ADDRESSES = 20_000;
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final ProbeLimits limits;
    private final Clock clock;
    private final Cache<Place, AddressLog> logs =
            Caffeine.newBuilder().maximumSize(ADDRESSES).build();

    ProbeGuard(ProbeLimits limits, Clock clock) {
        this.limits = limits;
        this.clock = clock;
    }

    private record Place(InetAddress address, int port) {}

    /** What became of a wish to probe. */
    sealed interface Outcome {

        record Probed(OpenResult result) implements Outcome {}

        /** Not now; {@code lately} was seen of the same server within the last minute. */
        record Spared(String reason, Optional<ConnectionFacts> lately) implements Outcome {}
    }

    /** Probes, unless that would be too much. */
    Outcome probe(MxTarget target, InetAddress address, Supplier<OpenResult> probing) {
        AddressLog log = logs.get(new Place(address, target.port()), _place -> new AddressLog());
        KeptConnection.Spot spot = KeptConnection.Spot.of(target, address);
        Instant begun = clock.instant();
        Optional<Outcome> spared = log.begin(spot, begun, target.host() + " [" + address.getHostAddress() + "]");
        if (spared.isPresent()) {
            return spared.get();
        }
        OpenResult result = probing.get();
        log.end(spot, begun, clock.instant(), result);
        return new Outcome.Probed(result);
    }

    /** Of one address. */
    private final class AddressLog {
        private final Deque<Instant> begun = new ArrayDeque<>();
        private int wasted;
        private Instant restsUntil = Instant.MIN;
        private Instant seenAt = Instant.MIN;
        private KeptConnection.@Nullable Spot seenAs;
        private @Nullable ConnectionFacts seen;

        synchronized Optional<Outcome> begin(KeptConnection.Spot spot, Instant now, String who) {
            if (now.isBefore(restsUntil)) {
                return Optional.of(new Outcome.Spared(
                        who + " did not answer in time " + limits.wasted() + " times and is left alone until "
                                + restsUntil.truncatedTo(ChronoUnit.SECONDS),
                        Optional.empty()));
            }
            while (!begun.isEmpty() && !begun.getFirst().plus(MINUTE).isAfter(now)) {
                begun.removeFirst();
            }
            if (begun.size() >= limits.perMinute()) {
                boolean isFresh = spot.equals(seenAs) && seenAt.plus(MINUTE).isAfter(now);
                return Optional.of(new Outcome.Spared(
                        who + " was probed " + limits.perMinute() + " times in the last minute, which is enough",
                        isFresh ? Optional.ofNullable(seen) : Optional.empty()));
            }
            begun.addLast(now);
            return Optional.empty();
        }

        synchronized void end(KeptConnection.Spot spot, Instant from, Instant now, OpenResult result) {
            boolean isWaste = result instanceof OpenResult.Unavailable
                    && !from.plus(limits.wasteful()).isAfter(now);
            wasted = isWaste ? wasted + 1 : 0;
            if (wasted >= limits.wasted()) {
                restsUntil = now.plus(limits.rest());
                wasted = 0;
            }
            if (result instanceof OpenResult.Open open && open.facts().tls().isPresent()) {
                seenAs = spot;
                seen = open.facts();
                seenAt = now;
            }
        }
    }
}
