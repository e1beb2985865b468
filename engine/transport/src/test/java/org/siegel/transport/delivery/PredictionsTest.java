package org.siegel.transport.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.siegel.policy.DomainName;
import org.siegel.policy.TransportGrade;
import org.siegel.testing.smtp.Behaviour;
import org.siegel.testing.smtp.Step;
import org.siegel.testing.smtp.TlsSettings;

/** Predictions are shared, kept, forgotten and never waited for for ever. */
class PredictionsTest {
    private static final DomainName DOMAIN = DomainName.of("example.test");
    private static final Prediction GOOD = new Prediction.Known(TransportGrade.QUALIFIED, List.of(), List.of());

    private final AtomicInteger probes = new AtomicInteger();

    private Predictions predictions(Function<DomainName, Prediction> prober, Duration longest) {
        return new Predictions(
                domain -> {
                    probes.incrementAndGet();
                    return new Verdict(
                            domain,
                            prober.apply(domain),
                            List.of(),
                            Network.CLOCK.instant().plus(Duration.ofMinutes(30)));
                },
                longest,
                task -> Thread.ofVirtual().start(task),
                Network.CLOCK);
    }

    @Test
    void whoeverAsksAtOneTimeSharesOneProbe() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        Predictions predictions = predictions(
                _domain -> {
                    begun.countDown();
                    await(go);
                    return GOOD;
                },
                Network.PATIENCE);
        predictions.prepare(DOMAIN);
        begun.await();
        List<Callable<Prediction>> same = IntStream.range(0, 50)
                .<Callable<Prediction>>mapToObj(i -> () -> predictions.of(DOMAIN))
                .toList();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Prediction>> asked = same.stream().map(threads::submit).toList();
            go.countDown();
            for (Future<Prediction> one : asked) {
                assertThat(one.get()).isEqualTo(GOOD);
            }
        }
        assertThat(probes).hasValue(1);
    }

    @Test
    void aPredictionIsKeptUntilItIsForgotten() {
        Predictions predictions = predictions(_domain -> GOOD, Network.PATIENCE);
        predictions.of(DOMAIN);
        predictions.of(DOMAIN);
        assertThat(probes).hasValue(1);

        predictions.forget(DOMAIN);
        predictions.of(DOMAIN);
        assertThat(probes).hasValue(2);
    }

    @Test
    @Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
    void nobodyWaitsForEver() {
        CountDownLatch never = new CountDownLatch(1);
        Predictions predictions = predictions(
                _domain -> {
                    await(never);
                    return GOOD;
                },
                Duration.ofMillis(50));

        assertThat(predictions.of(DOMAIN))
                .isInstanceOfSatisfying(
                        Prediction.Undetermined.class,
                        undetermined -> assertThat(undetermined.why()).contains("example.test"));
        never.countDown();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Step.class,
            names = {"BANNER", "EHLO", "STARTTLS", "HANDSHAKE", "EHLO_AFTER_TLS", "QUIT"})
    @Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
    void aServerThatHangsWhileItIsProbedIsCut(Step step) {
        try (Network network = Network.qualified("example.test").hurried(Duration.ofSeconds(1))) {
            network.sink(1).at(step, new Behaviour.Hang());

            Prediction prediction = network.predict("example.test");

            if (step == Step.QUIT) {
                assertThat(prediction).isInstanceOf(Prediction.Known.class);
            } else {
                assertThat(prediction).isInstanceOf(Prediction.Undetermined.class);
            }
            network.sink(1).awaitConnections(1, Network.PATIENCE);
            network.assertNothingWasSent();
        }
    }

    @Test
    void aPredictionIsMadeAnewAfterItWasForgotten() {
        try (Network network =
                Network.unsigned("example.test", TlsSettings.modern(), Network.AUTHORITY.issue("mx1.example.test"))) {
            assertThat(network.predict("example.test"))
                    .isInstanceOfSatisfying(
                            Prediction.Known.class,
                            known -> assertThat(known.grade()).isEqualTo(TransportGrade.MANDATORY));
            network.sink(1).tls(TlsSettings.none());
            assertThat(network.predict("example.test"))
                    .as("kept")
                    .isInstanceOfSatisfying(
                            Prediction.Known.class,
                            known -> assertThat(known.grade()).isEqualTo(TransportGrade.MANDATORY));

            network.transport().predictions().forget(DOMAIN);

            assertThat(network.predict("example.test")).isInstanceOfSatisfying(Prediction.Known.class, known -> {
                assertThat(known.grade()).isEqualTo(TransportGrade.NONE);
                assertThat(known.why()).contains("STARTTLS");
            });
        }
    }
}
