package org.siegel.transport.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.siegel.policy.DomainName;
import org.siegel.policy.TransportGrade;
import org.siegel.testing.dns.DnsFault;
import org.siegel.testing.pki.Identity;
import org.siegel.testing.smtp.TlsSettings;
import org.xbill.DNS.Type;

/** A verdict tells of each mail server, and holds as long as all that it was made of. */
class VerdictTest {

    private static final DomainName DOMAIN = DomainName.of("example.test");

    @Test
    void theWeakestMailServerDecidesAndEachIsToldOf() {
        try (Network network = new Network()) {
            Identity first = Network.AUTHORITY.issue("mx1.example.test");
            network.server(first);
            network.server(TlsSettings.none());
            network.zones(zones -> zones.signed(
                    "example.test",
                    "@ MX 10 mx1",
                    "@ MX 20 mx2",
                    "@ MX 30 mx3",
                    "mx1 A 127.0.7.1",
                    "mx2 A 127.0.7.2",
                    network.daneEe("mx1", first)));

            Verdict verdict = network.transport().predictions().verdict(DOMAIN);

            assertThat(verdict.prediction())
                    .isInstanceOfSatisfying(
                            Prediction.Known.class,
                            known -> assertThat(known.grade()).isEqualTo(TransportGrade.NONE));
            assertThat(verdict.hosts()).extracting(MxVerdict::preference).containsExactly(10, 20, 30);
            assertThat(verdict.hosts())
                    .extracting(MxVerdict::standing)
                    .satisfiesExactly(
                            one -> assertThat(one)
                                    .isInstanceOfSatisfying(
                                            MxVerdict.Reaches.class,
                                            reaches ->
                                                    assertThat(reaches.grade()).isEqualTo(TransportGrade.QUALIFIED)),
                            one -> assertThat(one).isInstanceOf(MxVerdict.Reaches.class),
                            one -> assertThat(one).isInstanceOf(MxVerdict.Unusable.class));
        }
    }

    @Test
    void aServerThatFailsItsTlsaRecordsGetsNoMailAndDoesNotCount() {
        try (Network network = new Network()) {
            Identity shown = Network.AUTHORITY.issue("mx1.example.test");
            network.server(shown);
            network.zones(zones -> zones.signed(
                    "example.test",
                    "@ MX 10 mx1",
                    "mx1 A 127.0.7.1",
                    network.daneEe("mx1", Network.AUTHORITY.issue("mx1.example.test"))));

            Verdict verdict = network.transport().predictions().verdict(DOMAIN);

            assertThat(verdict.prediction()).isInstanceOf(Prediction.Undetermined.class);
            assertThat(verdict.hosts().getFirst().standing()).isInstanceOf(MxVerdict.Forbidden.class);
            assertThat(verdict.hosts().getFirst().standing().facts()).isPresent();
        }
    }

    @Test
    void aVerdictHoldsNoLongerThanTheShortestTimeToLive() {
        try (Network network = new Network()) {
            Identity identity = Network.AUTHORITY.issue("mx1.example.test");
            network.server(identity);
            network.zones(zones -> zones.signed(
                    "example.test", "@ MX 10 mx1", "mx1 77 IN A 127.0.7.1", network.daneEe("mx1", identity)));

            Verdict verdict = network.transport().predictions().verdict(DOMAIN);

            assertThat(verdict.validUntil())
                    .isBetween(
                            Network.CLOCK.instant().plusSeconds(60),
                            Network.CLOCK.instant().plusSeconds(77));
        }
    }

    @Test
    void aLookUpThatFailedIsTriedAgainBeforeLong() {
        try (Network network = Network.twoServers("example.test")) {
            network.dns().fail("mx2.example.test", Type.A, DnsFault.SERVFAIL);

            Verdict verdict = network.transport().predictions().verdict(DOMAIN);

            assertThat(verdict.prediction()).isInstanceOf(Prediction.Known.class);
            assertThat(verdict.validUntil()).isBefore(Network.CLOCK.instant().plus(Duration.ofMinutes(6)));
        }
    }

    @Test
    void aDomainInUseIsFoundOutAnewBeforeItsVerdictEnds() {
        Hand clock = new Hand();
        AtomicInteger probes = new AtomicInteger();
        Queue<Runnable> later = new ArrayDeque<>();
        Predictions predictions = new Predictions(
                domain -> new Verdict(
                        domain,
                        new Prediction.Known(
                                probes.incrementAndGet() == 1 ? TransportGrade.QUALIFIED : TransportGrade.MANDATORY,
                                List.of(),
                                List.of()),
                        List.of(),
                        clock.instant().plus(Duration.ofMinutes(30))),
                Duration.ofMinutes(2),
                later::add,
                clock);
        predictions.prepare(DOMAIN);
        runAll(later);

        assertThat(grade(predictions)).isEqualTo(TransportGrade.QUALIFIED);
        clock.now = clock.now.plus(Duration.ofMinutes(20));
        assertThat(grade(predictions)).isEqualTo(TransportGrade.QUALIFIED);
        runAll(later);
        assertThat(probes).hasValue(1);

        clock.now = clock.now.plus(Duration.ofMinutes(6));
        assertThat(grade(predictions)).isEqualTo(TransportGrade.QUALIFIED);
        assertThat(grade(predictions)).isEqualTo(TransportGrade.QUALIFIED);
        runAll(later);
        assertThat(grade(predictions)).isEqualTo(TransportGrade.MANDATORY);
        assertThat(probes).hasValue(2);
    }

    /** The cache has tasks of its own among them. */
    private static void runAll(Queue<Runnable> tasks) {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
    }

    private static TransportGrade grade(Predictions predictions) {
        return ((Prediction.Known) predictions.of(DOMAIN)).grade();
    }

    private static final class Hand extends Clock {
        private Instant now = Instant.parse("2026-11-23T12:00:00Z");

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
