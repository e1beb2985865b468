package org.siegel.transport.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** 8-bit messages and servers without 8BITMIME: RFC 6152 §3. */
class EightBitTest {

    private static final String HEADER =
            "Subject: x\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n";
    private static final String PROSE = "gr\u00C3\u00BCn, und sonst nichts als gew\u00C3\u00B6hnlicher Text";

    private static Outcome outcome(Sink sink, String message) throws IOException {
        try (var conversation = Mails.ready(sink)) {
            return Mails.outcomes(conversation.transmit(Mails.to("a@target.test"), Mails.message(message)))
                    .getFirst();
        }
    }

    private static void assertRefused(Outcome outcome, Obstacle obstacle, String words) {
        assertThat(outcome).isInstanceOfSatisfying(Rejected.class, rejected -> {
            assertThat(rejected.ground())
                    .isInstanceOfSatisfying(
                            Rejected.WeFound.class,
                            found -> assertThat(found.obstacle()).isEqualTo(obstacle));
            assertThat(rejected.describe()).contains(words);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "CHUNKING", "PIPELINING", "SIZE 100000"})
    void theServerGetsTheMessageEncodedAndItsTrueSize(String extension) throws IOException {
        try (var sink = Sink.offering(extension)) {
            assertThat(outcome(sink, HEADER + "\r\n" + PROSE + "\r\n.dot\r\n")).isInstanceOf(Accepted.class);

            String expected = HEADER + "Content-Transfer-Encoding: quoted-printable\r\n\r\n"
                    + "gr=C3=BCn, und sonst nichts als gew=C3=B6hnlicher Text\r\n.dot\r\n";
            assertThat(sink.messages().getFirst().replace("\r\n..", "\r\n.")).isEqualTo(expected);
            assertThat(sink.heard())
                    .filteredOn(command -> command.startsWith("MAIL"))
                    .containsExactly("MAIL FROM:<sender@siegel.test>"
                            + (extension.startsWith("SIZE") ? " SIZE=" + expected.length() : ""));
        }
    }

    @Test
    void theServerWithTheExtensionGetsItAsItIs() throws IOException {
        try (var sink = Sink.offering("8BITMIME")) {
            assertThat(outcome(sink, HEADER + "\r\n" + PROSE + "\r\n")).isInstanceOf(Accepted.class);
            assertThat(sink.messages()).containsExactly(HEADER + "\r\n" + PROSE + "\r\n");
        }
    }

    @Test
    void bareLineEndsBecomeLinesAndLongLinesShortOnes() throws IOException {
        try (var sink = Sink.offering()) {
            assertThat(outcome(sink, HEADER.replace("\r", "") + "\n" + PROSE + "\n" + "x".repeat(3_000) + "\rend"))
                    .isInstanceOf(Accepted.class);
            assertThat(sink.messages().getFirst().lines()).allMatch(line -> line.length() <= 76);
            assertThat(sink.messages().getFirst().replace("=\r\n", ""))
                    .endsWith("Text\r\n" + "x".repeat(3_000) + "\r\nend\r\n");
        }
    }

    @Test
    void longLinesInPartsThatAreNotEncodedAreStillInTheWay() throws IOException {
        try (var sink = Sink.offering()) {
            assertRefused(
                    outcome(
                            sink,
                            "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\n" + PROSE + "\r\n--b\r\n\r\n"
                                    + "x".repeat(999) + "\r\n--b--\r\n"),
                    Obstacle.LONG_LINE,
                    "999 octets");
            assertThat(sink.messages()).isEmpty();
        }
    }

    @Test
    void anOctetNullIsNotHiddenInAnEncoding() throws IOException {
        try (var sink = Sink.offering()) {
            assertRefused(outcome(sink, HEADER + "\r\n" + PROSE + "\0\r\n"), Obstacle.NUL, "octet 0");
        }
    }

    @Test
    void anEightBitHeaderIsAMatterOfSmtpUtf8() throws IOException {
        try (var sink = Sink.offering()) {
            assertRefused(
                    outcome(sink, "Subject: \u00FC\r\n\r\n" + PROSE + "\r\n"), Obstacle.SMTPUTF8_MISSING, "SMTPUTF8");
        }
    }

    @Test
    void aSignedMessageComesBackWithTheReason() throws IOException {
        try (var sink = Sink.offering()) {
            assertRefused(
                    outcome(sink, "DKIM-Signature: v=1\r\n" + HEADER + "\r\n" + PROSE + "\r\n"),
                    Obstacle.EIGHT_BIT_MIME_MISSING,
                    "cannot be encoded otherwise, because it is signed (DKIM).");
            assertThat(sink.heard()).noneMatch(command -> command.startsWith("MAIL"));
        }
    }

    @Test
    void aMessageThatGrowsBeyondTheServersLimitIsNotBegun() throws IOException {
        String message = HEADER + "\r\n" + "\u00FC".repeat(600) + "\r\n";
        try (var sink = Sink.offering("SIZE " + message.length())) {
            assertRefused(outcome(sink, message), Obstacle.TOO_LARGE, "takes at most");
        }
    }
}
