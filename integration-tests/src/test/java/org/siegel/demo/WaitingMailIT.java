package org.siegel.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.siegel.testing.smtp.Behaviour;
import org.siegel.testing.smtp.Step;

/** One partner's trouble is not the others'. */
class WaitingMailIT {

    private static final int WAITING = 500;
    private static final int FRESH = 50;
    private static final int MANY = 10_000;
    private static final int SENDERS = 8;
    private static final Duration SECONDS = Duration.ofSeconds(20);

    @Test
    void mailsThatWaitForAnotherAttemptDoNotHoldBackFreshOnes(@TempDir Path home) throws Exception {
        try (RunningOffice office = RunningOffice.open(
                home,
                conf -> conf.edit("mailetcontainer.xml", "<delayTime>1 s</delayTime>", "<delayTime>1 h</delayTime>"))) {
            send(office, WAITING, "unreachable.test");
            assertThat(Patience.await(
                            Duration.ofSeconds(60),
                            () -> office.gateway().queued("spool") == 0
                                    && office.gateway().queued("outgoing") == WAITING))
                    .isTrue();

            send(office, FRESH, "qualified.test");

            office.world.sink("qualified.test").awaitMessages(FRESH, SECONDS);
            assertThat(office.gateway().queued("outgoing")).isGreaterThanOrEqualTo(WAITING);
        }
    }

    @Test
    void aServerThatAnswersNobodyDoesNotHoldBackMailToOthers(@TempDir Path home) throws Exception {
        try (RunningOffice office = RunningOffice.open(home, _conf -> {})) {
            office.world.sink("mandatory.test").at(Step.BANNER, new Behaviour.Hang());
            send(office, FRESH, "mandatory.test");

            send(office, FRESH, "qualified.test");

            office.world.sink("qualified.test").awaitMessages(FRESH, SECONDS);
        }
    }

    /** More than one domain may have in hand, and more than the gateway takes out of its queue at a time. */
    @Test
    void tenThousandMailsToOneSlowServerDoNotHoldBackMailToOthers(@TempDir Path home) throws Exception {
        try (RunningOffice office = RunningOffice.open(home, _conf -> {})) {
            office.world.sink("mandatory.test").at(Step.BANNER, new Behaviour.Hang());
            try (var senders = Executors.newFixedThreadPool(SENDERS)) {
                List<Callable<Boolean>> jobs = IntStream.range(0, SENDERS)
                        .mapToObj(_i -> (Callable<Boolean>) () -> {
                            send(office, MANY / SENDERS, "mandatory.test");
                            return true;
                        })
                        .toList();
                for (Future<Boolean> job : senders.invokeAll(jobs)) {
                    job.get();
                }
            }
            assertThat(Patience.await(
                            Duration.ofMinutes(3),
                            () -> office.gateway().queued("spool") == 0
                                    && office.gateway().queued("outgoing") == MANY))
                    .isTrue();

            send(office, FRESH, "qualified.test");
            office.world.sink("qualified.test").awaitMessages(FRESH, SECONDS);
            assertThat(office.gateway().queued("outgoing")).isGreaterThanOrEqualTo(MANY);
        }
    }

    private static void send(RunningOffice office, int count, String domain) throws Exception {
        try (Submission submission = Submission.to(office.gateway().smtpPort())) {
            for (int i = 0; i < count; i++) {
                String mail = "From: " + RunningOffice.SENDER + "\r\nMessage-ID: <" + i + "." + domain
                        + "@organisation.test>\r\nSubject: Nummer " + i + "\r\n\r\nGuten Tag\r\n";
                submission.send(
                        RunningOffice.SENDER, List.of("einkauf@" + domain), mail.getBytes(StandardCharsets.US_ASCII));
            }
        }
    }
}
