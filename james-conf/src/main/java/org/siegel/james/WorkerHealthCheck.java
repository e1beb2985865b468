package org.siegel.james;

import jakarta.inject.Inject;
import java.util.Optional;
import org.apache.james.core.healthcheck.ComponentName;
import org.apache.james.core.healthcheck.HealthCheck;
import org.apache.james.core.healthcheck.Result;
import org.reactivestreams.Publisher;
import org.siegel.content.worker.Workers;
import reactor.core.publisher.Mono;

/** Degraded as long as no process that reads documents can be started: mails with such documents count as unread until then. */
public final class WorkerHealthCheck implements HealthCheck {

    private static final ComponentName NAME = new ComponentName("Document workers");

    private final Optional<Workers> workers;

    @Inject
    WorkerHealthCheck(DocumentWorkers workers) {
        this.workers = workers.running();
    }

    @Override
    public ComponentName componentName() {
        return NAME;
    }

    @Override
    public Publisher<Result> check() {
        return Mono.fromCallable(() -> workers.flatMap(Workers::trouble)
                .map(trouble -> Result.degraded(NAME, trouble))
                .orElseGet(() -> Result.healthy(NAME)));
    }
}
