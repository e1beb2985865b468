package org.siegel.transport.delivery;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.siegel.policy.DomainName;

/** Predictions of all domains: each found out once at a time, and kept for as long as it may be relied on. */
public final class Predictions {

    private static final int REMEMBERED = 20_000;
    private static final Duration FAILURE_REMEMBERED = Duration.ofSeconds(30);

    private final Function<DomainName, Prediction> prober;
    private final Duration longest;
    private final Executor executor;
    private final AsyncCache<DomainName, Prediction> cache;

    /**
     * Asks nothing yet.
     *
     * @param validity how long a prediction is relied on
     * @param longest  how long anybody waits for one, however slowly the servers of a domain answer
     */
    Predictions(Function<DomainName, Prediction> prober, Duration validity, Duration longest, ThreadFactory threads) {
        this.prober = prober;
        this.longest = longest;
        this.executor = task -> threads.newThread(task).start();
        this.cache = Caffeine.newBuilder()
                .maximumSize(REMEMBERED)
                .executor(executor)
                .expireAfter(Expiry.writing((DomainName _domain, Prediction prediction) ->
                        prediction instanceof Prediction.Known ? validity : FAILURE_REMEMBERED))
                .buildAsync();
    }

    /** The prediction for {@code domain}; blocks while it is found out. */
    public Prediction of(DomainName domain) {
        return request(domain).join();
    }

    /**
     * The prediction for {@code domain}, if it is there by the time that {@code most} has passed since somebody began to
     * find out. Else it is found out further, for whoever asks again.
     */
    public Optional<Prediction> within(Duration most, DomainName domain) {
        CompletableFuture<Prediction> request = request(domain);
        long passed = request instanceof Probe probe ? System.nanoTime() - probe.since : 0;
        try {
            return Optional.of(request.get(Math.max(0, most.toNanos() - passed), TimeUnit.NANOSECONDS));
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

    private CompletableFuture<Prediction> request(DomainName domain) {
        return cache.get(
                domain,
                (_domain, _executor) -> new Probe()
                        .completeAsync(() -> prober.apply(domain), executor)
                        .completeOnTimeout(
                                new Prediction.Undetermined("the mail servers of " + domain
                                        + " took longer to probe than " + longest.toSeconds() + " seconds"),
                                longest.toMillis(),
                                TimeUnit.MILLISECONDS));
    }

    /** Must be found out anew: delivery saw something else. */
    public void forget(DomainName domain) {
        cache.synchronous().invalidate(domain);
    }

    /** Knows when it began. */
    private static final class Probe extends CompletableFuture<Prediction> {
        private final long since = System.nanoTime();
    }
}
