package org.siegel.transport.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 3207, with real TLS where it comes to TLS. */
@Timeout(20)
class StartTlsTest {

    @Test
    void aWholeConversationInsideTls() throws IOException {
        try (var sink = Sink.offering("STARTTLS")
                .at(Stage.STARTTLS, side -> serveInsideTls(side, side.socket.getOutputStream()))) {
            Socket socket = sink.socket();
            var clear = Mails.client().over(SocketWire.plain(socket));
            clear.hello(Introduction.EHLO_ONLY);
            assertThat(clear.startTls()).isEqualTo(new StartTls.HandshakeDue());
            try (var secured = clear.secured(TlsPair.client(socket))) {
                clear.close();
                assertThat(secured.capabilities()).as("forgotten").isEqualTo(Capabilities.none());
                assertThat(secured.hello(Introduction.EHLO_ONLY)).isInstanceOf(Hello.Welcome.class);
                assertThat(Mails.outcomes(secured.transmit(Mails.to("a@target.test"), Mails.message("x"))))
                        .hasOnlyElementsOfType(Accepted.class);
            }
            assertThat(sink.heard())
                    .startsWith("EHLO mail.siegel.test", "STARTTLS", "EHLO mail.siegel.test")
                    .endsWith("QUIT");
        }
    }

    @Test
    void aLargeMessageInsideTls() throws IOException {
        try (var sink = Sink.offering("STARTTLS")
                .at(Stage.STARTTLS, side -> serveInsideTls(side, side.socket.getOutputStream()))) {
            Socket socket = sink.socket();
            try (var secured = secured(socket, Mails.client())) {
                String text = "0123456789\r\n".repeat(200_000);

                assertThat(Mails.outcomes(secured.transmit(Mails.to("a@target.test"), Mails.message(text))))
                        .hasOnlyElementsOfType(Accepted.class);
                assertThat(sink.messages()).containsExactly(text);
            }
        }
    }

    @Test
    void requireTlsIsPassedOnInsideTlsOnly() throws IOException {
        var envelope = new Envelope(
                Optional.of(Mails.SENDER),
                Mails.to("a@target.test").recipients(),
                Optional.empty(),
                Optional.empty(),
                true);
        try (var sink = Sink.offering("REQUIRETLS");
                var clear = Mails.ready(sink);
                var inside = Mails.client().overTls(sink.wire())) {
            inside.hello(Introduction.EHLO_ONLY);

            assertThat(((Rejected) Mails.outcomes(clear.transmit(envelope, Mails.greetings()))
                                    .getFirst())
                            .status())
                    .hasToString("5.7.30");
            assertThat(Mails.outcomes(inside.transmit(envelope, Mails.greetings())))
                    .hasOnlyElementsOfType(Accepted.class);
            assertThat(sink.heard()).contains("MAIL FROM:<sender@siegel.test> REQUIRETLS");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "220 go\r\n250 injected",
                "220 go\r\n250-sink.test\r\n250 REQUIRETLS",
                "220 go\r\nx",
                "220 go\r\n",
                "220-go\r\n220 on\r\n250 injected"
            })
    void cleartextBehindTheConsentIsAnAttack(String consent) throws IOException {
        try (var sink = Sink.offering("STARTTLS").at(Stage.STARTTLS, Sink.says(consent));
                var conversation = Mails.ready(sink)) {
            assertThat(conversation.startTls()).isInstanceOfSatisfying(Failed.class, failed -> {
                assertThat(failed.kind()).isEqualTo(FailureKind.PLAINTEXT_INJECTED);
                assertThat(failed.describe()).contains("slipped into the connection");
            });
            assertThat(conversation.isUsable()).isFalse();
        }
    }

    @Test
    void withoutAnOfferThereIsNoAttempt() throws IOException {
        try (var sink = Sink.offering("XXXXXXXA");
                var conversation = Mails.ready(sink)) {
            assertThat(conversation.startTls())
                    .isEqualTo(Failed.because(Stage.STARTTLS, FailureKind.STARTTLS_NOT_OFFERED));
            assertThat(sink.heard()).hasSize(1);
            assertThat(conversation.isUsable()).isTrue();
        }
    }

    @Test
    void aServerMayDecline() throws IOException {
        try (var sink = Sink.offering("STARTTLS");
                var conversation = Mails.ready(sink)) {
            assertThat(conversation.startTls()).isInstanceOfSatisfying(Failed.class, failed -> {
                assertThat(failed.kind()).isEqualTo(FailureKind.STARTTLS_REFUSED);
                assertThat(failed.permanence()).isEqualTo(Permanence.TRANSIENT);
                assertThat(failed.describe()).contains("declined it: 454 4.7.0 no TLS here");
            });
            assertThat(conversation.isUsable()).isTrue();
        }
    }

    @Test
    void aServerThatHangsInsideTheConsent() throws IOException {
        try (var sink = Sink.offering("STARTTLS");
                var conversation = Mails.ready(sink, Mails.client(Duration.ofMillis(300)))) {
            sink.at(Stage.STARTTLS, sink.hangs());

            assertThat(conversation.startTls()).isEqualTo(Failed.because(Stage.STARTTLS, FailureKind.TIMEOUT));
        }
    }

    @Test
    void aTlsRecordThatArrivesOctetByOctetIsTooSlowToo() throws IOException {
        var begun = new AtomicBoolean();
        try (var sink = Sink.offering("STARTTLS")
                .at(Stage.STARTTLS, side -> serveInsideTls(side, new Dripping(side.socket.getOutputStream(), begun)))) {
            Socket socket = sink.socket();
            var ample = Duration.ofSeconds(15);
            var timeouts = new SmtpTimeouts(
                    ample, ample, ample, Duration.ofMillis(300), ample, ample, ample, ample, ample, ample, ample);
            try (var secured = secured(socket, Mails.client(timeouts))) {
                begun.set(true);
                assertThat(Mails.outcomes(secured.transmit(Mails.to("a@target.test"), Mails.greetings())))
                        .containsExactly(Failed.because(Stage.MAIL, FailureKind.TIMEOUT));
            }
        }
    }

    @Test
    void aServerThatGreetsAgainInsideTlsIsNotTakenForOneWithoutExtensions() throws IOException {
        try (var sink = Sink.offering().at(Stage.EHLO, Sink.says("220 sink.test ESMTP"));
                var conversation = Mails.client().over(sink.wire())) {
            assertThat(conversation.hello(Introduction.HELO_IF_NEEDED))
                    .isInstanceOfSatisfying(
                            Failed.class,
                            failed -> assertThat(failed.kind()).isEqualTo(FailureKind.PROTOCOL_VIOLATION));
        }
    }

    @Test
    void theCallersHandshakeCanBeBoundedInTheSameWay() throws IOException {
        try (var sink = Sink.offering()) {
            sink.at(Stage.GREETING, sink.hangs());
            var wire = sink.wire();
            var deadline = Deadline.arm(Mails.alarms(), Duration.ofMillis(100), wire::abort);

            assertThatIOException().isThrownBy(() -> wire.in().read());
            assertThat(deadline.missed()).isTrue();
            deadline.close();
        }
    }

    private static SmtpConversation secured(Socket socket, SmtpClient client) throws IOException {
        var clear = client.over(SocketWire.plain(socket));
        clear.hello(Introduction.EHLO_ONLY);
        assertThat(clear.startTls()).isEqualTo(new StartTls.HandshakeDue());
        var secured = clear.secured(TlsPair.client(socket));
        assertThat(secured.hello(Introduction.EHLO_ONLY)).isInstanceOf(Hello.Welcome.class);
        return secured;
    }

    private static void serveInsideTls(Sink.Side side, OutputStream out) throws IOException, InterruptedException {
        side.say("220 2.0.0 go");
        var tls = TlsPair.server(side.socket.getInputStream(), out);
        side.within(tls.getInputStream(), tls.getOutputStream()).converse(false);
    }

    /** Sends every octet by itself, a tenth of a second after the last, from a moment on. */
    private static final class Dripping extends FilterOutputStream {
        private final AtomicBoolean begun;

        Dripping(OutputStream out, AtomicBoolean begun) {
            super(out);
            this.begun = begun;
        }

        @Override
        public void write(byte[] octets, int from, int count) throws IOException {
            if (!begun.get()) {
                out.write(octets, from, count);
                return;
            }
            for (int i = 0; i < count; i++) {
                pause();
                out.write(octets[from + i]);
                out.flush();
            }
        }

        private static void pause() throws IOException {
            try {
                assertThat(new CountDownLatch(1).await(100, TimeUnit.MILLISECONDS))
                        .isFalse();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        }
    }
}
