package org.siegel.transport.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.siegel.policy.TransportGrade;
import org.siegel.testing.pki.Identity;
import org.siegel.testing.smtp.Behaviour;
import org.siegel.testing.smtp.SinkConnection;
import org.siegel.testing.smtp.Step;
import org.siegel.testing.smtp.TlsSettings;

/** One connection for several mails, and when not. */
class ConnectionReuseTest {
    private static final String DOMAIN = "example.test";
    private static final ReuseLimits LONG = new ReuseLimits(100, Duration.ofHours(1), Duration.ofMinutes(10), 5, 10);

    @Test
    void oneMailAfterAnother() {
        try (Network network = Network.qualified(DOMAIN).reusing(LONG)) {
            for (int i = 0; i < 5; i++) {
                assertDelivered(network, TransportGrade.QUALIFIED);
            }

            assertThat(network.sink(1).messages()).hasSize(5);
            assertThat(network.sink(1).connections()).hasSize(1);
        }
    }

    @Test
    void theEvidenceOfAMailHasWhatItsConnectionShowed() {
        try (Network network = Network.qualified(DOMAIN).reusing(LONG)) {
            ConnectionFacts first = facts(network, TransportGrade.QUALIFIED);
            ConnectionFacts second = facts(network, TransportGrade.MANDATORY);

            assertThat(network.sink(1).connections()).hasSize(1);
            assertThat(second).isEqualTo(first);
            assertThat(second.tls()).isPresent();
        }
    }

    @Test
    void theProbeCarriesTheMail() {
        try (Network network = Network.qualified(DOMAIN).reusing(LONG)) {
            network.predict(DOMAIN);
            assertDelivered(network, TransportGrade.QUALIFIED);

            assertThat(network.sink(1).connections()).hasSize(1);
        }
    }

    @Test
    void notForMoreThanItIsJudgedFor() {
        // Authenticated by nobody, so good enough for MANDATORY only.
        try (Network network = Network.unsigned(DOMAIN, TlsSettings.modern(), Network.AUTHORITY.issue("mx1." + DOMAIN))
                .reusing(LONG)) {
            assertDelivered(network, TransportGrade.MANDATORY);
            assertThat(network.fate(DOMAIN, TransportGrade.QUALIFIED)).isInstanceOf(Fate.GradeMissed.class);
            assertDelivered(network, TransportGrade.MANDATORY);

            assertThat(network.sink(1).messages()).hasSize(2);
            // One for QUALIFIED, of which nothing came.
            assertThat(network.sink(1).connections()).hasSize(2);
        }
    }

    @Test
    void eachMailIsJudgedByItsOwnLookUps() {
        // The same server under the same name, but nobody can tell that it is the other domain's.
        Identity identity = Network.AUTHORITY.issue("mx1." + DOMAIN);
        Network network = new Network();
        network.server(identity);
        network.zones(zones -> zones.signed(DOMAIN, "@ MX 10 mx1", "mx1 A 127.0.7.1", network.daneEe("mx1", identity))
                .unsigned("other.test", "@ MX 10 mx1.example.test."));
        try (network) {
            network.reusing(LONG);
            assertDelivered(network, TransportGrade.QUALIFIED);

            assertThat(network.fate("other.test", TransportGrade.QUALIFIED)).isInstanceOf(Fate.GradeMissed.class);
            assertThat(network.deliver("other.test", TransportGrade.MANDATORY)
                            .facts()
                            .orElseThrow()
                            .mxSecurity())
                    .isEqualTo("insecure");
            assertThat(network.sink(1).messages()).hasSize(2);
        }
    }

    @Test
    void noMoreMailsThanAllowed() {
        try (Network network = Network.qualified(DOMAIN)
                .reusing(new ReuseLimits(2, Duration.ofHours(1), Duration.ofMinutes(10), 5, 10))) {
            for (int i = 0; i < 5; i++) {
                assertDelivered(network, TransportGrade.QUALIFIED);
            }

            assertThat(network.sink(1).connections()).hasSize(3);
        }
    }

    @Test
    void noLongerThanAllowed() {
        try (Network network = Network.qualified(DOMAIN)
                .reusing(new ReuseLimits(100, Duration.ofHours(1), Duration.ofMillis(1), 5, 10))) {
            assertDelivered(network, TransportGrade.QUALIFIED);

            network.sink(1).awaitConnections(1, Network.PATIENCE);
            assertThat(network.sink(1).connections())
                    .singleElement()
                    .satisfies(connection -> assertThat(connection.commands()).endsWith("QUIT"));
        }
    }

    @Test
    void cleartextCarriesOneMailOnly() {
        try (Network network = Network.unsigned(DOMAIN, TlsSettings.none()).reusing(LONG)) {
            assertDelivered(network, TransportGrade.NONE);
            assertDelivered(network, TransportGrade.NONE);

            assertThat(network.sink(1).awaitConnections(2, Network.PATIENCE)).hasSize(2);
        }
    }

    static Stream<Arguments> farewells() {
        return Stream.of(
                Arguments.of(new Behaviour.Close()),
                Arguments.of(new Behaviour.Goodbye(421, "4.4.2 idle for too long")),
                Arguments.of(new Behaviour.Reply(452, "4.5.3 too many messages on this connection")),
                Arguments.of(new Behaviour.Reply(503, "5.5.1 enough")),
                Arguments.of(new Behaviour.Raw("?!\r\n")));
    }

    @ParameterizedTest
    @MethodSource("farewells")
    void aServerThatHasEnoughGetsTheMailOnceOverANewConnection(Behaviour farewell) {
        try (Network network = Network.qualified(DOMAIN).reusing(LONG)) {
            assertDelivered(network, TransportGrade.QUALIFIED);
            network.sink(1).atFirst(1, Step.MAIL, farewell);
            assertDelivered(network, TransportGrade.QUALIFIED);

            assertThat(network.sink(1).messages()).hasSize(2);
            assertThat(network.sink(1).connections()).hasSize(2);
        }
    }

    @Test
    void aMailThatMayHaveArrivedIsNotSentAgainAtOnce() {
        try (Network network = Network.qualified(DOMAIN).reusing(LONG)) {
            assertDelivered(network, TransportGrade.QUALIFIED);
            network.sink(1).atFirst(1, Step.END_OF_DATA, new Behaviour.Close());

            assertThat(network.fate(DOMAIN, TransportGrade.QUALIFIED)).isInstanceOf(Fate.Postponed.class);
            assertThat(network.sink(1).connections()).hasSize(1);
        }
    }

    @Test
    void mailsAtTheSameTimeHaveConnectionsOfTheirOwn() {
        try (Network network = Network.qualified(DOMAIN).reusing(LONG)) {
            network.transport();
            for (int round = 0; round < 3; round++) {
                List<CompletableFuture<Void>> mails = IntStream.range(0, 4)
                        .mapToObj(_mail ->
                                CompletableFuture.runAsync(() -> assertDelivered(network, TransportGrade.QUALIFIED)))
                        .toList();
                mails.forEach(CompletableFuture::join);
            }

            assertThat(network.sink(1).messages()).hasSize(12);
            assertThat(network.sink(1).connections()).hasSizeLessThanOrEqualTo(4);
        }
    }

    @Test
    void idleOnesAreEndedWithAWord() {
        try (Network network = Network.qualified(DOMAIN).reusing(LONG)) {
            assertDelivered(network, TransportGrade.QUALIFIED);
            network.transport().delivery().endIdle();

            assertThat(network.sink(1).awaitConnections(1, Network.PATIENCE))
                    .extracting(SinkConnection::commands)
                    .allSatisfy(commands -> assertThat(commands).endsWith("QUIT"));
        }
    }

    private static void assertDelivered(Network network, TransportGrade demand) {
        assertThat(network.fate(DOMAIN, demand)).isInstanceOf(Fate.Delivered.class);
    }

    private static ConnectionFacts facts(Network network, TransportGrade demand) {
        return network.deliver(DOMAIN, demand).facts().orElseThrow();
    }
}
