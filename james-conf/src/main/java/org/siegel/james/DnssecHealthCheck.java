package org.siegel.james;

import jakarta.inject.Inject;
import org.apache.james.core.healthcheck.ComponentName;
import org.apache.james.core.healthcheck.HealthCheck;
import org.apache.james.core.healthcheck.Result;
import org.reactivestreams.Publisher;
import org.siegel.transport.dns.DnssecSelfTest;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Unhealthy as long as DNSSEC validation does not work; mail then waits, because nothing can be told of any domain. */
public final class DnssecHealthCheck implements HealthCheck {

    private static final ComponentName NAME = new ComponentName("DNSSEC");

    private final DnssecSelfTest test;

    @Inject
    public DnssecHealthCheck(DnssecSelfTest test) {
        this.test = test;
    }

    @Override
    public ComponentName componentName() {
        return NAME;
    }

    @Override
    public Publisher<Result> check() {
        return Mono.fromCallable(() -> test.trouble()
                        .map(trouble -> Result.unhealthy(NAME, trouble))
                        .orElseGet(() -> Result.healthy(NAME)))
                .subscribeOn(Schedulers.boundedElastic());
    }
}
