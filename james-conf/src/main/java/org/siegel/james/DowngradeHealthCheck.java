package org.siegel.james;

import jakarta.inject.Inject;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.james.core.healthcheck.ComponentName;
import org.apache.james.core.healthcheck.HealthCheck;
import org.apache.james.core.healthcheck.Result;
import org.reactivestreams.Publisher;
import org.siegel.transport.downgrade.GradeWatch;
import org.siegel.transport.downgrade.RememberedGrade;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Degraded as long as a domain is reached worse than before and nobody confirmed that. */
public final class DowngradeHealthCheck implements HealthCheck {

    private static final ComponentName NAME = new ComponentName("Downgrades");
    private static final int NAMED = 5;

    private final GradeWatch watch;

    @Inject
    public DowngradeHealthCheck(GradeWatch watch) {
        this.watch = watch;
    }

    @Override
    public ComponentName componentName() {
        return NAME;
    }

    @Override
    public Publisher<Result> check() {
        return Mono.fromCallable(this::result).subscribeOn(Schedulers.boundedElastic());
    }

    private Result result() {
        List<RememberedGrade> dropped = watch.dropped();
        return dropped.isEmpty()
                ? Result.healthy(NAME)
                : Result.degraded(
                        NAME,
                        dropped.size() + " domains are reached worse than before: "
                                + dropped.stream()
                                        .limit(NAMED)
                                        .map(one -> one.domain().ascii())
                                        .collect(Collectors.joining(", "))
                                + (dropped.size() > NAMED ? " and others" : "")
                                + ". See ./siegel downgrades list");
    }
}
