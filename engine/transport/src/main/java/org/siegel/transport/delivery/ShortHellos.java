package org.siegel.transport.delivery;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Servers that answer a hello only if it offers no hybrid groups: mostly a device before them cannot take a hello of more
 * than one TCP segment. Remembered for a day, so that not each connection fails once; then the long one is tried again.
 */
final class ShortHellos {

    private static final Duration REMEMBERED = Duration.ofDays(1);
    private static final int MOST = 10_000;

    private record Server(InetAddress address, int port) {}

    private final Clock clock;
    private final Cache<Server, Instant> since =
            Caffeine.newBuilder().maximumSize(MOST).build();

    ShortHellos(Clock clock) {
        this.clock = clock;
    }

    void note(InetAddress address, int port) {
        since.put(new Server(address, port), clock.instant());
    }

    boolean areNeededBy(InetAddress address, int port) {
        Instant noted = since.getIfPresent(new Server(address, port));
        return noted != null && clock.instant().isBefore(noted.plus(REMEMBERED));
    }
}
