package org.siegel.transport.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** BDAT (RFC 3030 §2). */
class ChunkingTest {

    private static Sink server() {
        return Sink.offering(
                Stream.concat(Stream.of(Mails.MODERN), Stream.of("CHUNKING")).toArray(String[]::new));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Subject: a\r\n\r\n.\r\n..\r\nb\r\n",
                "Subject: bare line ends\n\na\rb\n.\nc",
                "",
                "Subject: a header only\r\n"
            })
    void arrivesWithItsDotsAndWithCrlf(String message) throws IOException {
        try (var sink = server();
                var conversation = Mails.ready(sink)) {
            assertThat(Mails.outcomes(conversation.transmit(Mails.to("a@target.test"), Mails.message(message))))
                    .hasOnlyElementsOfType(Accepted.class);
            String canonical = message.replace("\r\n", "\n").replace('\r', '\n').replace("\n", "\r\n");
            assertThat(sink.messages())
                    .containsExactly(
                            canonical.isEmpty() || canonical.endsWith("\r\n") ? canonical : canonical + "\r\n");
            assertThat(sink.heard()).noneMatch(command -> command.startsWith("DATA"));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 8_191, 8_192, 8_193, 32_768, 100_000, 1_000_000})
    void isAsLongAsItSays(int size) throws IOException {
        try (var sink = server();
                var conversation = Mails.ready(sink)) {
            String message = "Subject: long\r\n\r\n" + ("x".repeat(70) + "\n").repeat(size / 71);
            for (int i = 0; i < 2; i++) {
                assertThat(Mails.outcomes(conversation.transmit(Mails.to("a@target.test"), Mails.message(message))))
                        .hasOnlyElementsOfType(Accepted.class);
            }
            assertThat(sink.messages()).hasSize(2);
            assertThat(sink.messages().getLast()).hasSize(message.length() + size / 71);
        }
    }

    @Test
    void nothingIsSentForNobody() throws IOException {
        try (var sink = server().replyingTo("RCPT", "550 5.1.1 nobody here");
                var conversation = Mails.ready(sink)) {
            conversation.transmit(Mails.to("a@target.test"), Mails.greetings());
            conversation.transmit(Mails.to("a@target.test"), Mails.greetings());

            assertThat(sink.heard())
                    .noneMatch(command -> command.startsWith("BDAT"))
                    .contains("RSET");
        }
    }

    @Test
    void whatTheServerSaysToTheChunkDecides() throws IOException {
        try (var sink = server().replyingTo("BDAT", "552 5.3.4 too much");
                var conversation = Mails.ready(sink)) {
            assertThat(Mails.outcomes(conversation.transmit(Mails.to("a@target.test"), Mails.greetings())))
                    .satisfiesExactly(outcome -> assertThat(outcome)
                            .isInstanceOfSatisfying(
                                    Rejected.class,
                                    rejected ->
                                            assertThat(rejected.permanence()).isEqualTo(Permanence.PERMANENT)));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 50_000})
    void aMessageThatHasGrownIsNotReadAsCommands(int more) throws IOException {
        AtomicInteger readings = new AtomicInteger();
        OutgoingMessage message = OutgoingMessage.examine(() ->
                new ByteArrayInputStream(("Subject: a\r\n\r\n" + "b\r\n".repeat(readings.getAndIncrement() * more))
                        .getBytes(StandardCharsets.US_ASCII)));
        try (var sink = server();
                var conversation = Mails.ready(sink)) {
            assertThatIOException()
                    .isThrownBy(() -> conversation.transmit(Mails.to("a@target.test"), message))
                    .withMessageContaining("Examine it anew");
            assertThat(conversation.isUsable()).isFalse();
            assertThat(sink.messages()).isEmpty();
        }
    }
}
