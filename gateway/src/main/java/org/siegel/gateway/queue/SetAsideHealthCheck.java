package org.siegel.gateway.queue;

import com.google.inject.Inject;
import java.io.IOException;
import org.apache.james.core.healthcheck.ComponentName;
import org.apache.james.core.healthcheck.HealthCheck;
import org.apache.james.core.healthcheck.Result;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Degraded as long as a queue has set mails aside that only a human can help. */
final class SetAsideHealthCheck implements HealthCheck {

    private static final ComponentName NAME = new ComponentName("Mails set aside");

    private final FileMailQueueFactory queues;

    @Inject
    SetAsideHealthCheck(FileMailQueueFactory queues) {
        this.queues = queues;
    }

    @Override
    public ComponentName componentName() {
        return NAME;
    }

    @Override
    public Publisher<Result> check() {
        return Mono.fromCallable(this::result).subscribeOn(Schedulers.boundedElastic());
    }

    private Result result() throws IOException {
        long count = 0;
        for (var queue : queues.queues()) {
            count += queue.setAside();
        }
        return count == 0
                ? Result.healthy(NAME)
                : Result.degraded(
                        NAME, count + " mails lie in var/queue/*/unreadable or var/queue/*/rejected; the log says why");
    }
}
