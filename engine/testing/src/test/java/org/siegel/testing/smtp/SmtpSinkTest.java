package org.siegel.testing.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.siegel.testing.FakeClock;
import org.siegel.testing.Loopback;

/** A conversation in clear, as RFC 5321 has it. */
class SmtpSinkTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final FakeClock clock = FakeClock.at("2026-03-01T10:00:00Z");
    private final SmtpSink sink = SmtpSink.on(Loopback.address())
            .named("mx1.qualified.test")
            .clock(clock)
            .user("anna", "secret")
            .start();

    @AfterEach
    void close() {
        sink.close();
    }

    @Test
    void aMailIsKeptWithItsWholeEnvelope() throws IOException {
        try (var client = PlainClient.greeted(sink)) {
            assertThat(client.say("EHLO client.test")).startsWith("250-mx1.qualified.test\n250-PIPELINING");
            assertThat(client.say("MAIL FROM:<a@sender.test> BODY=8BITMIME RET=HDRS"))
                    .isEqualTo("250 2.1.0 Ok");
            assertThat(client.say("RCPT TO:<b@qualified.test> NOTIFY=NEVER")).isEqualTo("250 2.1.5 Ok");
            assertThat(client.say("RCPT TO:<\"odd>one\"@qualified.test>")).isEqualTo("250 2.1.5 Ok");
            assertThat(client.say("DATA")).startsWith("354 ");
            assertThat(client.say("Subject: x\r\n\r\n..dot\r\n.")).startsWith("250 ");
            assertThat(client.say("QUIT")).startsWith("221 ");
            assertThat(client.read()).isEqualTo(-1);
        }
        Received mail = sink.awaitMessages(1, PATIENCE).getFirst();
        assertThat(mail.helo()).isEqualTo("client.test");
        assertThat(mail.sender()).isEqualTo("a@sender.test");
        assertThat(mail.senderParameters()).containsExactly("BODY=8BITMIME", "RET=HDRS");
        assertThat(mail.recipients())
                .containsExactly(
                        new Recipient("b@qualified.test", List.of("NOTIFY=NEVER")),
                        new Recipient("\"odd>one\"@qualified.test", List.of()));
        assertThat(mail.body().text()).isEqualTo("Subject: x\r\n\r\n.dot\r\n");
        assertThat(mail.tls()).isEmpty();
        assertThat(mail.localAddress()).isEqualTo(Loopback.address());
        assertThat(mail.at()).isEqualTo(clock.instant());
    }

    @ParameterizedTest
    @CsvSource({
        "'a\r\n.\r\n', 'a\r\n'",
        "'.\r\n', ''",
        "'..\r\n.\r\n', '.\r\n'",
        "'.x\r\n..\r\n.\r\n', 'x\r\n.\r\n'",
        "'a\n.\nb\r\n.\r\n', 'a\n.\nb\r\n'",
        "'a\r\n.\nb\r\n.\r\n', 'a\r\n\nb\r\n'",
        "'a\r\n.\rb\r\n.\r\n', 'a\r\n\rb\r\n'",
        "'a\r.\r\n.\r\n', 'a\r.\r\n'",
        "'a\r\r\n.\r\n', 'a\r\r\n'"
    })
    void onlyADotBetweenTwoLineEndsEndsAMessage(String sent, String kept) throws IOException {
        try (var client = PlainClient.greeted(sink)) {
            client.say("HELO client.test");
            client.say("MAIL FROM:<>");
            client.say("RCPT TO:<b@qualified.test>");
            client.say("DATA");
            client.send(sent);
            assertThat(client.reply()).startsWith("250 ");
        }
        assertThat(sink.messages()).singleElement().satisfies(mail -> {
            assertThat(mail.sender()).isEmpty();
            assertThat(mail.body().text()).isEqualTo(kept);
        });
    }

    @Test
    void chunksBecomeOneMessageAndMayHoldAnything() throws IOException {
        try (var client = PlainClient.greeted(sink)) {
            client.say("EHLO client.test");
            client.send(
                    "MAIL FROM:<a@sender.test>\r\nRCPT TO:<b@qualified.test>\r\nBDAT 5\r\n\r\n.\r\nBDAT 3 LAST\r\n..x");
            assertThat(client.reply()).startsWith("250 2.1.0");
            assertThat(client.reply()).startsWith("250 2.1.5");
            assertThat(client.reply()).isEqualTo("250 2.0.0 5 bytes");
            assertThat(client.reply()).startsWith("250 2.0.0 Ok: queued");
        }
        assertThat(sink.messages().getFirst().body().text()).isEqualTo("\r\n.\r\n..x");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, (1 << 20) - 2, (1 << 20) - 1, 3_000_000})
    void aLargeBodyIsTheSameAsASmallOne(int length) throws IOException {
        try (var client = PlainClient.greeted(sink)) {
            client.say("EHLO client.test");
            client.sendMail("x".repeat(length));
        }
        Body body = sink.messages().getFirst().body();
        assertThat(body.size()).isEqualTo(length + 2);
        assertThat(body.text()).isEqualTo("x".repeat(length) + "\r\n");
    }

    @Test
    void severalMailsUseOneConnection() throws IOException {
        try (var client = PlainClient.greeted(sink)) {
            client.say("EHLO client.test");
            client.sendMail("one");
            client.sendMail("two");
            assertThat(client.say("RSET")).startsWith("250 ");
            client.sendMail("three");
        }
        assertThat(sink.messages())
                .extracting(mail -> mail.body().text())
                .containsExactly("one\r\n", "two\r\n", "three\r\n");
        assertThat(sink.awaitConnections(1, PATIENCE))
                .singleElement()
                .satisfies(connection -> assertThat(connection.commands())
                        .startsWith("EHLO client.test", "MAIL FROM:<a@sender.test>")
                        .contains("RSET"));
        assertThat(sink.counts()).isEqualTo(new Counts(1, 0, 3, 17));
    }

    @ParameterizedTest
    @CsvSource({
        "MAIL FROM:<a@sender.test> SIZE=104857601, 552",
        "MAIL FROM:<a@sender.test> FUNNY=1, 555",
        "MAIL FROM:<a@sender.test> REQUIRETLS, 555",
        "MAIL FROM:a@sender.test, 501",
        "RCPT TO:<b@qualified.test>, 503",
        "DATA, 503",
        "STARTTLS, 502",
        "BDAT many, 502",
        "HELP, 500"
    })
    void whatIsOutOfPlaceIsRefused(String command, String code) throws IOException {
        try (var client = PlainClient.greeted(sink)) {
            client.say("EHLO client.test");
            assertThat(client.say(command)).startsWith(code + " ");
        }
    }

    @Test
    void onlyWhatIsAnnouncedIsUnderstood() throws IOException {
        sink.extensions("SIZE 10");
        try (var client = PlainClient.greeted(sink)) {
            assertThat(client.say("EHLO client.test"))
                    .isEqualTo("250-mx1.qualified.test\n250-SIZE 10\n250 AUTH PLAIN LOGIN");
            assertThat(client.say("MAIL FROM:<a@sender.test> BODY=8BITMIME")).startsWith("555 ");
            assertThat(client.say("MAIL FROM:<\u00c3\u00bc@sender.test>")).startsWith("555 ");
            assertThat(client.say("MAIL FROM:<a@sender.test> SIZE=10")).isEqualTo("250 Ok");
            client.say("RCPT TO:<b@qualified.test>");
            client.say("DATA");
            assertThat(client.say("123456789\r\n.")).startsWith("552 ");
            assertThat(client.say("BDAT 1 LAST")).startsWith("502 ");
        }
        assertThat(sink.messages()).isEmpty();
    }

    @Test
    void usersProveThemselves() throws IOException {
        try (var client = PlainClient.greeted(sink)) {
            client.say("EHLO client.test");
            assertThat(client.say("AUTH PLAIN " + base64("\0anna\0wrong"))).startsWith("535 ");
            assertThat(client.say("AUTH PLAIN !")).startsWith("535 ");
            assertThat(client.say("AUTH LOGIN")).isEqualTo("334 VXNlcm5hbWU6");
            assertThat(client.say(base64("anna"))).isEqualTo("334 UGFzc3dvcmQ6");
            assertThat(client.say(base64("secret"))).startsWith("235 ");
            client.sendMail("x");
            assertThat(client.say("AUTH PLAIN " + base64("\0anna\0secret"))).startsWith("235 ");
        }
        assertThat(sink.messages().getFirst().user()).contains("anna");
        assertThat(sink.connections().getFirst().commands()).noneMatch(line -> line.contains(base64("\0anna\0secret")));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void serversOnDifferentAddressesShareOnePort() throws IOException {
        try (var first = SmtpSink.on(Loopback.address(1, 1)).start();
                var second =
                        SmtpSink.on(Loopback.address(1, 2)).port(first.port()).start();
                var client = PlainClient.greeted(second)) {
            client.say("EHLO client.test");
            client.sendMail("x");
            assertThat(second.messages()).extracting(Received::localAddress).containsExactly(Loopback.address(1, 2));
            assertThat(first.counts()).isEqualTo(new Counts(0, 0, 0, 0));
        }
    }

    @Test
    void aServerThatOnlyCountsKeepsNothing() throws IOException {
        try (var counting = SmtpSink.on(Loopback.address()).countingOnly().start();
                var client = PlainClient.greeted(counting)) {
            client.say("EHLO client.test");
            client.sendMail("x".repeat(100));
            assertThat(counting.awaitMessages(1, PATIENCE)).isEmpty();
            assertThat(counting.connections()).isEmpty();
            assertThat(counting.counts()).isEqualTo(new Counts(1, 0, 1, 102));
        }
    }

    @Test
    void waitingForAMailThatDoesNotComeSaysWhatWasThere() {
        assertThatThrownBy(() -> sink.awaitMessages(1, Duration.ofMillis(50)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("1 messages")
                .hasMessageContaining("messages=0");
    }

    @Test
    void waitingEndsWhenTheMailComes() throws Exception {
        try (var client = PlainClient.greeted(sink)) {
            client.say("EHLO client.test");
            var sender = Thread.startVirtualThread(() -> {
                try {
                    client.sendMail("x");
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            });
            assertThat(sink.awaitMessages(1, PATIENCE)).hasSize(1);
            sender.join();
        }
    }
}
