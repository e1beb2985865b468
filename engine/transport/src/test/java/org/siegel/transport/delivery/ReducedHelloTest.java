package org.siegel.transport.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.siegel.policy.Criterion;
import org.siegel.policy.Finding;
import org.siegel.policy.TransportGrade;
import org.siegel.testing.FakeClock;
import org.siegel.testing.Loopback;
import org.siegel.testing.pki.Identity;
import org.siegel.testing.smtp.SmtpSink;

/** A device on the way that cannot take a hello of more than one segment costs hybrid groups, not mail. */
class ReducedHelloTest {

    /** What becomes of a long hello. */
    enum Reaction {
        CLOSE,
        RESET,
        ALERT,
        SILENCE
    }

    /** Passes everything on, but for a first TLS record that is too long. */
    private static final class Middlebox implements AutoCloseable {
        private static final int HANDSHAKE = 0x16;
        private static final int LONGEST = 1_400;

        private final ServerSocket socket;
        private final SmtpSink behind;
        private final Reaction reaction;
        private final AtomicInteger broken = new AtomicInteger();
        private final AtomicInteger connections = new AtomicInteger();

        Middlebox(int host, SmtpSink behind, Reaction reaction) {
            this.behind = behind;
            this.reaction = reaction;
            try {
                socket = new ServerSocket(behind.port(), 50, Loopback.address(7, host));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            Thread.ofVirtual().start(this::accept);
        }

        private void accept() {
            try {
                while (true) {
                    Socket client = socket.accept();
                    connections.incrementAndGet();
                    Thread.ofVirtual().start(() -> pass(client));
                }
            } catch (IOException _closed) {
                // The end of the test.
            }
        }

        private void pass(Socket client) {
            try (client;
                    Socket server = new Socket(behind.address().getAddress(), behind.port())) {
                Thread back = Thread.ofVirtual().start(() -> copy(server, client));
                InputStream in = client.getInputStream();
                OutputStream out = server.getOutputStream();
                byte[] buffer = new byte[8_192];
                for (int count = in.read(buffer); count > 0; count = in.read(buffer)) {
                    if (buffer[0] == HANDSHAKE && buffer[5] == 1 && recordLength(buffer) > LONGEST) {
                        broken.incrementAndGet();
                        react(client);
                        return;
                    }
                    out.write(buffer, 0, count);
                }
                server.shutdownOutput();
                back.join();
            } catch (IOException _gone) {
                // Whoever has hung up hears nothing more.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private static int recordLength(byte[] buffer) {
            return ((buffer[3] & 0xFF) << 8) | (buffer[4] & 0xFF);
        }

        private void react(Socket client) throws IOException {
            switch (reaction) {
                case CLOSE -> {}
                case RESET -> client.setSoLinger(true, 0);
                case ALERT -> client.getOutputStream().write(new byte[] {0x15, 3, 3, 0, 2, 2, 50});
                case SILENCE -> client.getInputStream().transferTo(OutputStream.nullOutputStream());
            }
        }

        private static void copy(Socket from, Socket to) {
            try {
                from.getInputStream().transferTo(to.getOutputStream());
                to.shutdownOutput();
            } catch (IOException _gone) {
                // Whoever has hung up hears nothing more.
            }
        }

        @Override
        public void close() {
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Reaction.class)
    void theMailGoesWithoutHybridsTheDeviceIsRememberedAndBothAreInTheEvidence(Reaction reaction) {
        Identity identity = Network.AUTHORITY.issue("mx1.example.test");
        try (Network network = new Network()) {
            if (reaction == Reaction.SILENCE) {
                network.hurried(Duration.ofSeconds(1));
            }
            SmtpSink sink = network.server(identity);
            network.zones(zones ->
                    zones.signed("example.test", "@ MX 10 mx1", "mx1 A 127.0.7.9", network.daneEe("mx1", identity)));
            try (Middlebox box = new Middlebox(9, sink, reaction)) {
                DeliveryReport report = network.deliver("example.test", TransportGrade.QUALIFIED);

                assertThat(report.results().getFirst().fate()).isInstanceOf(Fate.Delivered.class);
                assertThat(box.broken).hasValue(1);
                assertThat(box.connections).hasValue(2);
                ConnectionFacts facts = report.facts().orElseThrow();
                assertThat(facts.tls().orElseThrow().isReducedHello()).isTrue();
                assertThat(facts.judgement().findings())
                        .filteredOn(finding -> finding.criterion() == Criterion.KEY_EXCHANGE_GROUP)
                        .singleElement()
                        .satisfies(finding -> {
                            assertThat(finding.status()).isEqualTo(Finding.Status.REPORTED);
                            assertThat(finding.detail()).contains("secp256r1", "gave no answer", "hybrid");
                        });

                assertThat(network.fate("example.test", TransportGrade.QUALIFIED))
                        .isInstanceOf(Fate.Delivered.class);
                assertThat(box.broken).as("the second mail costs no failure").hasValue(1);
            }
        }
    }

    @Test
    void aDayLaterTheDeviceMayBeMendedAndTheLongHelloIsTriedAgain() {
        FakeClock clock = FakeClock.at("2026-11-23T10:00:00Z");
        ShortHellos shortHellos = new ShortHellos(clock);
        shortHellos.note(Loopback.address(), 25);

        assertThat(shortHellos.areNeededBy(Loopback.address(), 25)).isTrue();
        assertThat(shortHellos.areNeededBy(Loopback.address(), 26)).isFalse();
        clock.advance(Duration.ofHours(25));
        assertThat(shortHellos.areNeededBy(Loopback.address(), 25)).isFalse();
    }
}
