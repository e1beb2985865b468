package org.siegel.transport.revocation;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.siegel.transport.revocation.RevocationStanding.Unknown;

/**
 * Lists that are fetched when a certificate first names them, for the next time that it is seen. Kept until they are
 * outdated, or longer if nothing newer can be had: what was revoked stays revoked. Each is asked for once a day at most, and
 * once an hour after a failure.
 */
public final class FetchedLists implements RevocationLists {

    private static final Duration REFRESHED = Duration.ofDays(1);
    private static final Duration PAUSE = Duration.ofHours(1);
    private static final long MOST_BYTES = 64L * 1024 * 1024;
    private static final int BESIDE_NUMBERS = 2_000;
    private static final int MOST_FAILURES = 10_000;
    private static final int MOST_WAITING = 1_000;
    private static final int AT_ONCE = 2;

    private final ListFetcher fetcher;
    private final Duration patience;
    private final Executor executor;
    private final Clock clock;
    private final Cache<Key, Entry> lists = Caffeine.newBuilder()
            .maximumWeight(MOST_BYTES)
            .weigher((Key _key, Entry entry) -> entry.list().revoked().bytes() + BESIDE_NUMBERS)
            .build();
    private final Cache<Key, Failure> failures =
            Caffeine.newBuilder().maximumSize(MOST_FAILURES).build();
    private final Map<Key, CompletableFuture<Void>> underWay = new ConcurrentHashMap<>();
    private final Semaphore fetching = new Semaphore(AT_ONCE);

    private record Key(URI source, X509Certificate issuer) {}

    private record Entry(RevocationList list, Instant fetched) {}

    private record Failure(String reason, Instant at) {}

    /**
     * Fetches nothing yet.
     *
     * @param patience how long an answer waits for a list that is not there yet; zero where mail would wait for it
     * @param executor for blocking work; virtual threads are meant
     */
    public FetchedLists(ListFetcher fetcher, Duration patience, Executor executor, Clock clock) {
        this.fetcher = fetcher;
        this.patience = patience;
        this.executor = executor;
        this.clock = clock;
    }

    @Override
    public RevocationStanding of(X509Certificate certificate, X509Certificate issuer) {
        List<String> reasons = new ArrayList<>();
        for (URI source : DistributionPoints.of(certificate)) {
            RevocationStanding standing = of(certificate, new Key(source, issuer));
            if (!(standing instanceof Unknown(var reason))) {
                return standing;
            }
            reasons.add(reason);
        }
        return new Unknown(
                reasons.isEmpty()
                        ? "the certificate names no list (CRL) that can be fetched"
                        : String.join("; ", reasons));
    }

    private RevocationStanding of(X509Certificate certificate, Key key) {
        Instant now = clock.instant();
        Entry entry = lists.getIfPresent(key);
        if (entry == null || isOld(entry, now)) {
            await(fetch(key, now));
            entry = lists.getIfPresent(key);
        }
        if (entry != null) {
            return entry.list().of(certificate, now);
        }
        Failure failure = failures.getIfPresent(key);
        return new Unknown(
                failure == null
                        ? "the list " + key.source() + " is being fetched"
                        : "the list " + key.source() + " could not be had: " + failure.reason());
    }

    private static boolean isOld(Entry entry, Instant now) {
        return !entry.list().isCurrent(now) || now.isAfter(entry.fetched().plus(REFRESHED));
    }

    private void await(CompletableFuture<Void> fetch) {
        if (patience.isPositive()) {
            fetch.copy()
                    .completeOnTimeout(null, patience.toMillis(), TimeUnit.MILLISECONDS)
                    .join();
        }
    }

    private CompletableFuture<Void> fetch(Key key, Instant now) {
        Failure failure = failures.getIfPresent(key);
        boolean isPaused = failure != null && now.isBefore(failure.at().plus(PAUSE));
        if (isPaused || underWay.size() >= MOST_WAITING) {
            return CompletableFuture.completedFuture(null);
        }
        CompletableFuture<Void> mine = new CompletableFuture<>();
        CompletableFuture<Void> theirs = underWay.putIfAbsent(key, mine);
        if (theirs != null) {
            return theirs;
        }
        executor.execute(() -> {
            try {
                take(key);
            } finally {
                underWay.remove(key);
                mine.complete(null);
            }
        });
        return mine;
    }

    private void take(Key key) {
        fetching.acquireUninterruptibly();
        try {
            RevocationList list = RevocationList.read(fetcher.fetch(key.source()), key.source(), key.issuer());
            Entry known = lists.getIfPresent(key);
            // Somebody on the way may play an older list.
            boolean isOlder =
                    known != null && list.thisUpdate().isBefore(known.list().thisUpdate());
            lists.put(key, new Entry(known != null && isOlder ? known.list() : list, clock.instant()));
            failures.invalidate(key);
            if (!list.isCurrent(clock.instant())) {
                failures.put(key, new Failure("it is outdated since " + list.nextUpdate(), clock.instant()));
            }
        } catch (IOException | RevocationList.Unusable e) {
            failures.put(key, new Failure(String.valueOf(e.getMessage()), clock.instant()));
        } finally {
            fetching.release();
        }
    }
}
