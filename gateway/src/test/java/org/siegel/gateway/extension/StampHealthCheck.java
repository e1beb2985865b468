package org.siegel.gateway.extension;

import javax.inject.Inject;
import org.apache.james.core.healthcheck.ComponentName;
import org.apache.james.core.healthcheck.HealthCheck;
import org.apache.james.core.healthcheck.Result;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

public final class StampHealthCheck implements HealthCheck {

    private final Stamp stamp;

    @Inject
    StampHealthCheck(Stamp stamp) {
        this.stamp = stamp;
    }

    @Override
    public ComponentName componentName() {
        return new ComponentName("Stamp");
    }

    @Override
    public Publisher<Result> check() {
        return Mono.just(Result.degraded(componentName(), stamp.state()));
    }
}
