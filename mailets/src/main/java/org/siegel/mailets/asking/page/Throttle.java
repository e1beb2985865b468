package org.siegel.mailets.asking.page;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** How much one address may ask for in a minute; of IPv6 the network of 64 bits counts as one address. */
final class Throttle {

    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final int REMEMBERED = 100_000;
    private static final int NETWORK_BYTES = 8;

    private final int most;
    private final Cache<Client, AtomicInteger> seen;

    private record Client(String network) {}

    /** @param most requests within a minute from the first one on */
    Throttle(int most, Clock clock) {
        this.most = most;
        Ticker ticker = () -> TimeUnit.MILLISECONDS.toNanos(clock.millis());
        this.seen = Caffeine.newBuilder()
                .maximumSize(REMEMBERED)
                .expireAfterWrite(WINDOW)
                .ticker(ticker)
                .executor(Runnable::run)
                .build();
    }

    boolean allows(InetAddress address) {
        return seen.get(client(address), _client -> new AtomicInteger()).incrementAndGet() <= most;
    }

    private static Client client(InetAddress address) {
        byte[] bytes = address.getAddress();
        return new Client(
                Arrays.toString(address instanceof Inet6Address ? Arrays.copyOf(bytes, NETWORK_BYTES) : bytes));
    }
}
