package org.siegel.transport.delivery;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import java.time.Clock;
import java.time.Duration;
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
import org.siegel.policy.Finding;

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

    private final Cache<Finding, Finding> usual =
            Caffeine.newBuilder().maximumSize(1_000).build();

    /**
     * What is kept of a verdict: not the certificates and the like that it was made of.
     *
     * @param refreshFrom when it is old enough to be found out anew, in seconds since 1970
     */
    private record Entry(Prediction prediction, long validUntil, long refreshFrom) {}

    /**
     * Asks nothing yet.
     *
     * @param longest  how long anybody waits for a verdict, however slowly the servers of a domain answer
     * @param executor for blocking work; virtual threads are meant
     */
    public Predictions(Function<DomainName, Verdict> prober, Duration longest, Executor executor, Clock clock) {
        this.prober = prober;
        this.longest = longest;
        this.executor = executor;
        this.clock = clock;
        this.cache = Caffeine.newBuilder()
                .maximumSize(REMEMBERED)
                .executor(executor)
                .expireAfter(Expiry.writing((DomainName _domain, Entry entry) -> validity(entry)))
                .buildAsync();
    }

    /** The prediction for {@code domain}; blocks while it is found out. */
    public Prediction of(DomainName domain) {
        return fresh(domain, request(domain).join());
    }

    /** The whole verdict on {@code domain}, found out now; what is predicted follows from it from now on. */
    public Verdict verdict(DomainName domain) {
        Verdict verdict = CompletableFuture.supplyAsync(() -> prober.apply(domain), executor)
                .completeOnTimeout(tooSlow(domain), longest.toMillis(), TimeUnit.MILLISECONDS)
                .join();
        cache.put(domain, CompletableFuture.completedFuture(entry(verdict)));
        return verdict;
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
            return Optional.of(fresh(domain, entry));
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
        refreshing.remove(domain);
        cache.synchronous().invalidate(domain);
    }

    /** Begins to find out again, whatever is known. */
    public void anew(DomainName domain) {
        forget(domain);
        prepare(domain);
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
        long now = clock.instant().getEpochSecond();
        long validUntil = verdict.prediction() instanceof Prediction.Known
                ? verdict.validUntil().getEpochSecond()
                : now + FAILURE_REMEMBERED.toSeconds();
        return new Entry(
                shared(verdict.prediction()), validUntil, validUntil - Math.max(0, validUntil - now) / LAST_PART);
    }

    /** Many domains have the same few things to be said of them, which are kept once. */
    private Prediction shared(Prediction prediction) {
        if (!(prediction instanceof Prediction.Known(var grade, var blemishes, var missing))) {
            return prediction;
        }
        List<Finding> shared = shared(blemishes);
        return new Prediction.Known(grade, shared, missing.equals(shared) ? shared : shared(missing));
    }

    private List<Finding> shared(List<Finding> findings) {
        return findings.stream()
                .map(finding -> usual.get(finding, itself -> itself))
                .toList();
    }

    private Duration validity(Entry entry) {
        return Duration.ofSeconds(
                Math.max(0, entry.validUntil() - clock.instant().getEpochSecond()));
    }

    /** As it is; and where its end is near, a new one is on its way. */
    private Prediction fresh(DomainName domain, Entry entry) {
        if (entry.prediction() instanceof Prediction.Known
                && clock.millis() > entry.refreshFrom() * 1_000
                && refreshing.add(domain)) {
            executor.execute(() -> refresh(domain));
        }
        return entry.prediction();
    }

    private void refresh(DomainName domain) {
        Optional<Verdict> anew = Optional.empty();
        try {
            anew = Optional.of(prober.apply(domain));
        } finally {
            // Not there any more if the domain was forgotten meanwhile: then what was seen before that does not count.
            boolean isWanted = refreshing.remove(domain);
            // What could not be told now says nothing against what is still valid.
            anew.filter(verdict -> isWanted && verdict.prediction() instanceof Prediction.Known)
                    .ifPresent(verdict -> cache.put(domain, CompletableFuture.completedFuture(entry(verdict))));
        }
    }

    /** Knows when it began. */
    private static final class Probe extends CompletableFuture<Entry> {
        private final long since = System.nanoTime();
    }
}
