package org.siegel.transport.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Mixed results, groups of commands (RFC 2920) and the message itself. */
class TransmissionTest {

    private static final String[] ONE_BY_ONE = {"8BITMIME", "SIZE"};

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void everyRecipientHasItsOwnResult(boolean pipelining) throws IOException {
        try (var sink = server(pipelining)
                        .replyingTo("RCPT TO:<b@", "550 5.1.1 no such user")
                        .replyingTo("RCPT TO:<c@", "451 4.7.1 greylisted");
                var conversation = Mails.ready(sink)) {
            var outcomes = Mails.outcomes(conversation.transmit(
                    Mails.to("a@target.test", "b@target.test", "c@target.test", "d@target.test"), Mails.greetings()));

            assertThat(outcomes.get(0)).isInstanceOf(Accepted.class);
            assertThat(outcomes.get(1)).isInstanceOfSatisfying(Rejected.class, rejected -> {
                assertThat(rejected.permanence()).isEqualTo(Permanence.PERMANENT);
                assertThat(rejected.status()).hasToString("5.1.1");
                assertThat(rejected.describe())
                        .isEqualTo("The receiving server refused the message when we named the recipients (RCPT TO):"
                                + " 550 5.1.1 no such user");
            });
            assertThat(outcomes.get(2))
                    .isInstanceOfSatisfying(
                            Rejected.class,
                            rejected -> assertThat(rejected.permanence()).isEqualTo(Permanence.TRANSIENT));
            assertThat(outcomes.get(3)).isInstanceOf(Accepted.class);
            assertThat(sink.messages()).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aThousandRecipients(boolean pipelining) throws IOException {
        try (var sink = server(pipelining);
                var conversation = Mails.ready(sink)) {
            var outcomes = Mails.outcomes(conversation.transmit(Mails.toMany(1_000), Mails.greetings()));

            assertThat(outcomes).hasSize(1_000).hasOnlyElementsOfType(Accepted.class);
            assertThat(sink.heard())
                    .filteredOn(command -> command.startsWith("RCPT"))
                    .hasSize(1_000);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"452 4.5.3 too many", "552 too many", "552 5.5.3 too many"})
    void recipientsBeyondTheServersLimitCanBeTriedLater(String reply) throws IOException {
        var count = new AtomicInteger();
        try (var sink = server(true)
                        .at(Stage.RCPT, side -> side.say(count.getAndIncrement() < 100 ? "250 ok" : reply));
                var conversation = Mails.ready(sink)) {
            var outcomes = Mails.outcomes(conversation.transmit(Mails.toMany(250), Mails.greetings()));

            assertThat(outcomes.subList(0, 100)).hasOnlyElementsOfType(Accepted.class);
            assertThat(outcomes.subList(100, 250))
                    .allSatisfy(outcome ->
                            assertThat(((Rejected) outcome).permanence()).isEqualTo(Permanence.TRANSIENT));
        }
    }

    @Test
    void aFullMailboxIsNotTakenForTooManyRecipients() throws IOException {
        try (var sink = server(true).replyingTo("RCPT TO:<b@", "552 5.2.2 mailbox full");
                var conversation = Mails.ready(sink)) {
            var outcomes = Mails.outcomes(
                    conversation.transmit(Mails.to("a@target.test", "b@target.test"), Mails.greetings()));

            assertThat(((Rejected) outcomes.get(1)).permanence()).isEqualTo(Permanence.PERMANENT);
        }
    }

    @Test
    void ifNobodyIsAcceptedAndTheServerWantsDataAllTheSameItGetsALoneDot() throws IOException {
        try (var sink = server(true).replyingTo("RCPT", "550 5.1.1 nobody");
                var conversation = Mails.ready(sink)) {
            var outcomes = Mails.outcomes(conversation.transmit(Mails.toMany(3), Mails.greetings()));

            assertThat(outcomes)
                    .hasSize(3)
                    .allSatisfy(
                            outcome -> assertThat(((Rejected) outcome).stage()).isEqualTo(Stage.RCPT));
            assertThat(sink.messages()).containsExactly("");
            assertThat(conversation.isUsable()).isTrue();
        }
    }

    @Test
    void aRefusedSenderDecidesForAllWhateverFollows() throws IOException {
        try (var sink = server(true).replyingTo("MAIL", "550 5.7.1 not from you");
                var conversation = Mails.ready(sink)) {
            var outcomes = Mails.outcomes(conversation.transmit(Mails.toMany(250), Mails.greetings()));

            assertThat(outcomes)
                    .hasSize(250)
                    .allSatisfy(
                            outcome -> assertThat(((Rejected) outcome).stage()).isEqualTo(Stage.MAIL));
            assertThat(sink.messages()).isEmpty();
            assertThat(sink.heard()).hasSize(1 + 100);
        }
    }

    @Test
    void withoutPipeliningNothingFollowsARefusedSender() throws IOException {
        try (var sink = server(false).replyingTo("MAIL", "550 5.7.1 not from you");
                var conversation = Mails.ready(sink)) {
            conversation.transmit(Mails.to("a@target.test"), Mails.greetings());

            assertThat(sink.heard()).hasSize(2).last().asString().startsWith("MAIL");
        }
    }

    @Test
    void withoutPipeliningDataIsNotAskedForNobody() throws IOException {
        try (var sink = server(false).replyingTo("RCPT", "550 5.1.1 nobody");
                var conversation = Mails.ready(sink)) {
            conversation.transmit(Mails.to("a@target.test"), Mails.greetings());

            assertThat(sink.heard()).doesNotContain("DATA");
        }
    }

    @Test
    void onlyTheRecipientsAServerCannotTakeAreLeftOut() throws IOException {
        try (var sink = server(true);
                var conversation = Mails.ready(sink)) {
            var outcomes = Mails.outcomes(
                    conversation.transmit(Mails.to("jörg@target.test", "b@target.test"), Mails.greetings()));

            assertThat(((Rejected) outcomes.get(0)).status()).hasToString("5.6.7");
            assertThat(outcomes.get(1)).isInstanceOf(Accepted.class);
            assertThat(sink.heard())
                    .filteredOn(command -> command.startsWith("RCPT"))
                    .containsExactly("RCPT TO:<b@target.test>");
        }
    }

    @Test
    void aMessageTheServerCannotTakeIsNotEvenAnnounced() throws IOException {
        try (var sink = Sink.offering("PIPELINING");
                var conversation = Mails.ready(sink)) {
            var outcomes = Mails.outcomes(conversation.transmit(
                    Mails.to("a@target.test"), Mails.message("DKIM-Signature: v=1\r\n\r\n\u00E4")));

            assertThat(((Rejected) outcomes.getFirst()).status()).hasToString("5.6.3");
            assertThat(sink.heard()).hasSize(1);
            assertThat(conversation.isUsable()).isTrue();
        }
    }

    @Test
    void eightBitContentArrivesOctetByOctet() throws IOException {
        var octets = new StringBuilder("Subject: all octets\r\n\r\n");
        for (int i = 1; i < 256; i++) {
            octets.append(i == '\r' || i == '\n' ? ' ' : (char) i);
        }
        try (var sink = server(true);
                var conversation = Mails.ready(sink)) {
            conversation.transmit(Mails.to("a@target.test"), Mails.message(octets.toString()));

            assertThat(sink.messages()).containsExactly(octets + "\r\n");
            assertThat(sink.heard())
                    .contains("MAIL FROM:<sender@siegel.test> SIZE=" + (octets.length() + 2) + " BODY=8BITMIME");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {8_190, 8_191, 8_192, 8_193, 16_384, 32_760, 32_763, 32_768, 100_000})
    void dotsAndLineEndsAtTheEdgesOfBuffers(int size) throws IOException {
        String head = "Subject: x\r\n\r\n" + ("y".repeat(98) + "\r\n").repeat(size / 100 + 1);
        String text = head.substring(0, size) + "\r\n.\r\n..\n.z\r.";
        try (var sink = server(true);
                var conversation = Mails.ready(sink)) {
            var outcomes = Mails.outcomes(conversation.transmit(Mails.to("a@target.test"), Mails.message(text)));

            assertThat(outcomes).hasOnlyElementsOfType(Accepted.class);
            assertThat(sink.messages()).singleElement().asString().endsWith("\r\n..\r\n...\r\n..z\r\n..\r\n");
            assertThat(sink.messages().getFirst().replaceAll("(?m)^\\.", ""))
                    .isEqualTo(text.replaceAll("\r\n|\r|\n", "\r\n") + "\r\n");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", ".", "..", "\r\n", ".\r\n", "\n.\n", "\r.\r", "a\n.\r\nMAIL FROM:<evil@siegel.test>\r\n"})
    void oddMessagesAreOneMessageEach(String text) throws IOException {
        try (var sink = server(true);
                var conversation = Mails.ready(sink)) {
            conversation.transmit(Mails.to("a@target.test"), Mails.message(text));
            conversation.transmit(Mails.to("b@target.test"), Mails.message("second"));

            assertThat(sink.messages()).hasSize(2).last().isEqualTo("second\r\n");
            assertThat(sink.heard()).noneMatch(command -> command.contains("evil"));
        }
    }

    @Test
    void aMessageThatCannotBeReadToItsEndIsNeverConfirmed() throws IOException {
        byte[] begin = "Subject: x\r\n\r\n".repeat(10_000).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        InputStream breaking = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("disk on fire");
            }

            @Override
            public int read(byte[] to, int from, int length) throws IOException {
                throw new IOException("disk on fire");
            }
        };
        var message = new OutgoingMessage(
                () -> new SequenceInputStream(new ByteArrayInputStream(begin), breaking),
                new MessageFacts(1_000_000, false, false, false, 70));
        assertNothingArrives(message, "disk on fire");
    }

    @Test
    void aMessageThatChangedSinceItWasExaminedIsNeverConfirmed() throws IOException {
        var reads = new AtomicInteger();
        var message = OutgoingMessage.examine(
                () -> new ByteArrayInputStream(new byte[reads.getAndIncrement() == 0 ? 5_000 : 4_000]));
        var facts = message.facts();
        var withoutNul =
                new OutgoingMessage(message.source(), new MessageFacts(facts.octets(), false, false, false, 0));

        assertNothingArrives(withoutNul, "Examine it anew");
    }

    private static void assertNothingArrives(OutgoingMessage message, String reason) throws IOException {
        try (var sink = server(true);
                var conversation = Mails.ready(sink)) {
            assertThatIOException()
                    .isThrownBy(() -> conversation.transmit(Mails.to("a@target.test"), message))
                    .withMessageContaining(reason);
            assertThat(conversation.isUsable()).isFalse();
            assertThat(sink.messages()).isEmpty();
        }
    }

    @Test
    void afterTheDotTheServersRefusalCountsForAll() throws IOException {
        try (var sink = server(true).replyingTo(".", "554 5.6.0 we do not like it");
                var conversation = Mails.ready(sink)) {
            var outcomes = Mails.outcomes(conversation.transmit(Mails.toMany(2), Mails.greetings()));

            assertThat(outcomes)
                    .isEqualTo(List.of(
                            Rejected.byServer(Stage.END_OF_DATA, SmtpReply.of(554, List.of("5.6.0 we do not like it"))),
                            Rejected.byServer(
                                    Stage.END_OF_DATA, SmtpReply.of(554, List.of("5.6.0 we do not like it")))));
            assertThat(conversation.isUsable()).isTrue();
        }
    }

    private static Sink server(boolean pipelining) {
        return pipelining ? Sink.offering("PIPELINING", "8BITMIME", "SIZE") : Sink.offering(ONE_BY_ONE);
    }
}
