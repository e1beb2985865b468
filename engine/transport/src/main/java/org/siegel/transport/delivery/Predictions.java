package org.siegel.transport.delivery;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.siegel.policy.DomainName;

/**
 * Verdicts on all domains: each found out once at a time, kept for as long as it may be relied on, and found out anew shortly
 * before that ends if the domain is in use.
 */
public final class Predictions {

    private static final int REMEMBERED = 100_000;
    private static final Duration FAILURE_REMEMBERED = Duration.ofSeconds(30);

    /** One that is asked for in the last part of its validity is found out anew meanwhile: in the last fifth. */
    private static final int LAST_PART = 5;

    private final Function<DomainName, Verdict> prober;
    private final Duration longest;
    private final Executor executor;
    private final Clock clock;
    private final AsyncCache<DomainName, Entry> cache;
    private final Set<DomainName> refreshing = ConcurrentHashMap.newKeySet();

    /** @param refreshFrom when it is old enough to be found out anew */
    private record Entry(Verdict verdict, Instant refreshFrom) {}

    /**
     * Asks nothing yet.
     *
     * @param longest  how long anybody waits for a verdict, however slowly the servers of a domain answer
     * @param executor for blocking work; virtual threads are meant
     */
    Predictions(Function<DomainName, Verdict> prober, Duration longest, Executor executor, Clock clock) {
        this.prober = prober;
        this.longest = longest;
        this.executor = executor;
        this.clock = clock;
        this.cache = Caffeine.newBuilder()
                .maximumSize(REMEMBERED)
                .executor(executor)
                .expireAfter(Expiry.writing((DomainName _domain, Entry entry) -> validity(entry.verdict())))
                .buildAsync();
    }

    /** The prediction for {@code domain}; blocks while it is found out. */
    public Prediction of(DomainName domain) {
        return verdict(domain).prediction();
    }

    /** The whole verdict on {@code domain}; blocks while it is found out. */
    public Verdict verdict(DomainName domain) {
        return fresh(request(domain).join()).verdict();
    }

    /**
     * The prediction for {@code domain}, if it is there by the time that {@code most} has passed since somebody began to
     * find out. Else it is found out further, for whoever asks again.
     */
    public Optional<Prediction> within(Duration most, DomainName domain) {
        CompletableFuture<Entry> request = request(domain);
        long passed = request instanceof Probe probe ? System.nanoTime() - probe.since : 0;
        try {
            Entry entry = request.get(Math.max(0, most.toNanos() - passed), TimeUnit.NANOSECONDS);
            return Optional.of(fresh(entry).verdict().prediction());
        } catch (TimeoutException _notYet) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException("The prediction for " + domain + " failed on this side", e);
        }
    }

    /** Begins to find out, for callers that will ask for several. */
    @SuppressWarnings("FutureReturnValueIgnored") // whoever needs the answer asks with of()
    public void prepare(DomainName domain) {
        request(domain);
    }

    /** Must be found out anew: delivery saw something else. */
    public void forget(DomainName domain) {
        cache.synchronous().invalidate(domain);
    }

    private CompletableFuture<Entry> request(DomainName domain) {
        return cache.get(
                domain,
                (_domain, _executor) -> new Probe()
                        .completeAsync(() -> entry(prober.apply(domain)), executor)
                        .completeOnTimeout(entry(tooSlow(domain)), longest.toMillis(), TimeUnit.MILLISECONDS));
    }

    private Verdict tooSlow(DomainName domain) {
        String why = "the mail servers of " + domain + " took longer to probe than " + longest.toSeconds() + " seconds";
        return new Verdict(
                domain,
                new Prediction.Undetermined(why),
                List.of(),
                clock.instant().plus(FAILURE_REMEMBERED));
    }

    private Entry entry(Verdict verdict) {
        return new Entry(verdict, verdict.validUntil().minus(validity(verdict).dividedBy(LAST_PART)));
    }

    private Duration validity(Verdict verdict) {
        if (!(verdict.prediction() instanceof Prediction.Known)) {
            return FAILURE_REMEMBERED;
        }
        Duration left = Duration.between(clock.instant(), verdict.validUntil());
        return left.isNegative() ? Duration.ZERO : left;
    }

    /** As it is; and where its end is near, a new one is on its way. */
    private Entry fresh(Entry entry) {
        DomainName domain = entry.verdict().domain();
        if (entry.verdict().prediction() instanceof Prediction.Known
                && clock.instant().isAfter(entry.refreshFrom())
                && refreshing.add(domain)) {
            executor.execute(() -> {
                try {
                    Verdict anew = prober.apply(domain);
                    // What could not be told now says nothing against what is still valid.
                    if (anew.prediction() instanceof Prediction.Known) {
                        cache.put(domain, CompletableFuture.completedFuture(entry(anew)));
                    }
                } finally {
                    refreshing.remove(domain);
                }
            });
        }
        return entry;
    }

    /** Knows when it began. */
    private static final class Probe extends CompletableFuture<Entry> {
        private final long since = System.nanoTime();
    }
}
