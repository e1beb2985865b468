package org.siegel.james;

import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.james.core.healthcheck.ComponentName;
import org.apache.james.core.healthcheck.HealthCheck;
import org.apache.james.core.healthcheck.Result;
import org.reactivestreams.Publisher;
import org.siegel.mailets.asking.page.AnswerServer;
import org.siegel.matchers.Ambience;
import org.siegel.store.QuestionStore;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Unhealthy if senders cannot reach the page; degraded if held mails have been waiting for longer than they should, or if the
 * page's certificate ends soon.
 */
public final class AskHealthCheck implements HealthCheck {

    private static final ComponentName NAME = new ComponentName("HeldMails");
    /** Decisions are carried out within seconds; a node that is being restarted takes a minute. */
    private static final Duration LATE = Duration.ofMinutes(5);

    private static final Duration ENDS_SOON = Duration.ofDays(14);

    private final QuestionStore questions;
    private final Optional<AnswerServer> page;
    private final Clock clock;

    @Inject
    public AskHealthCheck(QuestionStore questions, SiegelModule.Asking asking, Ambience ambience) {
        this.questions = questions;
        this.page = asking.page();
        this.clock = ambience.clock();
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
        Optional<String> away = page.flatMap(AnswerServer::trouble);
        if (away.isPresent()) {
            return Result.unhealthy(NAME, away.get());
        }
        List<String> troubles = new ArrayList<>();
        page.flatMap(AnswerServer::certificate).ifPresent(certificate -> {
            certificate.trouble().ifPresent(troubles::add);
            Instant end = certificate.inUse().getNotAfter().toInstant();
            if (end.isBefore(clock.instant().plus(ENDS_SOON))) {
                troubles.add("The certificate of the page for senders ends at " + end + ": renew ask.certificate");
            }
        });
        Instant then = clock.instant().minus(LATE);
        long overdue = questions.countOverdue(then);
        if (overdue > 0) {
            troubles.add(overdue + " held mails are past their time and nothing was decided on them: see the log");
        }
        questions
                .lateToCarryOut(then)
                .forEach((node, count) -> troubles.add("The node " + node + " holds " + count
                        + " mails that were decided on and does not let them go: is it running? see its log"));
        return troubles.isEmpty() ? Result.healthy(NAME) : Result.degraded(NAME, String.join(". ", troubles));
    }
}
