package org.siegel.testing.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.SocketException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.siegel.testing.FakeClock;
import org.siegel.testing.Loopback;
import org.siegel.testing.pki.TestAuthority;

/** A server that was told to misbehave does so at that step, and only there. */
class BehaviourTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final SmtpSink sink = SmtpSink.on(Loopback.address())
            .identity(TestAuthority.root(FakeClock.at("2026-03-01T10:00:00Z")).issue("mx1.test"))
            .start();

    @AfterEach
    void close() {
        sink.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"EHLO", "STARTTLS", "MAIL", "RCPT", "DATA", "END_OF_DATA"})
    void refusesAtAnyStepAndThenGoesOn(Step step) throws IOException {
        sink.atFirst(1, step, new Behaviour.Reply(451, "4.7.1 come\nback later"));
        try (var client = PlainClient.greeted(sink)) {
            if (step == Step.EHLO) {
                assertThat(client.say("EHLO client.test")).isEqualTo("451-4.7.1 come\n451 back later");
            }
            client.say("EHLO client.test");
            if (step == Step.STARTTLS) {
                assertThat(client.say("STARTTLS")).startsWith("451-");
            }
            client.say("MAIL FROM:<a@sender.test>");
            client.say("RCPT TO:<b@qualified.test>");
            client.say("DATA");
            client.send(step.compareTo(Step.MAIL) < 0 || step == Step.END_OF_DATA ? "x\r\n.\r\n" : "");
            client.say("RSET");
        }
        assertThat(sink.awaitConnections(1, PATIENCE)).hasSize(1);
        assertThat(sink.messages()).hasSize(step.compareTo(Step.MAIL) < 0 ? 1 : 0);
        try (var client = PlainClient.greeted(sink)) {
            client.say("EHLO client.test");
            client.sendMail("again");
        }
        assertThat(sink.messages()).isNotEmpty();
    }

    @Test
    void refusesOneRecipientAmongSeveral() throws IOException {
        sink.atRecipient("Gone@qualified.test", new Behaviour.Reply(550, "5.1.1 unknown"));
        try (var client = PlainClient.greeted(sink)) {
            client.say("EHLO client.test");
            client.say("MAIL FROM:<a@sender.test>");
            assertThat(client.say("RCPT TO:<gone@QUALIFIED.test>")).startsWith("550 ");
            assertThat(client.say("RCPT TO:<b@qualified.test>")).startsWith("250 ");
            client.say("DATA");
            client.say("x\r\n.");
        }
        assertThat(sink.messages().getFirst().recipientAddresses()).containsExactly("b@qualified.test");
    }

    @Test
    void aSuccessInOtherWordsIsStillASuccess() throws IOException {
        sink.at(Step.END_OF_DATA, new Behaviour.Reply(250, "2.6.0 <id@mx1.test> Queued mail for delivery"));
        try (var client = PlainClient.greeted(sink)) {
            client.say("EHLO client.test");
            client.sendMail("x");
        }
        assertThat(sink.messages()).hasSize(1);
    }

    @Test
    void losesTheReplyToAMailThatItTook() throws IOException {
        sink.at(Step.END_OF_DATA, new Behaviour.LoseReply());
        try (var client = PlainClient.greeted(sink)) {
            client.say("EHLO client.test");
            client.say("MAIL FROM:<a@sender.test>");
            client.say("RCPT TO:<b@qualified.test>");
            client.say("DATA");
            assertThat(client.say("x\r\n.")).isEmpty();
        }
        assertThat(sink.messages()).hasSize(1);
    }

    @Test
    void closesWithoutAWordOrWithOne() throws IOException {
        sink.at(Step.BANNER, new Behaviour.Close());
        try (var client = new PlainClient(sink.address())) {
            assertThat(client.read()).isEqualTo(-1);
        }
        sink.at(Step.BANNER, new Behaviour.Goodbye(554, "5.7.1 not you"));
        try (var client = new PlainClient(sink.address())) {
            assertThat(client.reply()).isEqualTo("554 5.7.1 not you");
            assertThat(client.read()).isEqualTo(-1);
        }
        sink.asUsual();
        PlainClient.greeted(sink).close();
    }

    @Test
    void hangsUntilTheClientGivesUp() throws IOException {
        sink.at(Step.MAIL, new Behaviour.Hang());
        try (var client = PlainClient.greeted(sink)) {
            client.say("EHLO client.test");
            client.send("MAIL FROM:<a@sender.test>\r\nQUIT\r\n");
            assertThat(client.available()).isZero();
        }
        assertThat(sink.awaitConnections(1, PATIENCE)).hasSize(1);
    }

    @Test
    void hangsUntilItIsClosedItself() throws IOException {
        sink.at(Step.BANNER, new Behaviour.Hang());
        try (var client = new PlainClient(sink.address())) {
            sink.close();
            assertThat(isOver(client)).isTrue();
        }
    }

    /** A connection that was not accepted yet is reset instead of closed; one that hangs times out here. */
    private static boolean isOver(PlainClient client) throws IOException {
        try {
            return client.read() == -1;
        } catch (SocketException reset) {
            return true;
        }
    }

    @Test
    void repliesWithMoreThanAnybodyWantsToRead() throws IOException {
        sink.at(Step.EHLO, new Behaviour.EndlessReply(1_000_000));
        try (var client = PlainClient.greeted(sink)) {
            assertThat(client.say("EHLO client.test"))
                    .hasSizeGreaterThan(980_000)
                    .endsWith("250 STARTTLS");
        }
        sink.at(Step.EHLO, new Behaviour.EndlessLine(1_000_000));
        try (var client = PlainClient.greeted(sink)) {
            client.send("EHLO client.test\r\n");
            assertThat(client.read(1_000_000)).hasSize(1_000_000).doesNotContain("\n");
        }
    }

    @Test
    void repliesByteByByteAndLate() throws IOException {
        sink.at(Step.EHLO, new Behaviour.Drip(Duration.ofMillis(1)));
        sink.at(Step.MAIL, new Behaviour.Late(Duration.ofMillis(100)));
        try (var client = PlainClient.greeted(sink)) {
            assertThat(client.say("EHLO client.test")).endsWith("250 STARTTLS");
            long start = System.nanoTime();
            assertThat(client.say("MAIL FROM:<a@sender.test>")).startsWith("250 ");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(100));
        }
    }

    @Test
    void saysSomethingThatIsNoReply() throws IOException {
        sink.at(Step.EHLO, new Behaviour.Raw("\u0000\u00ffnonsense\n"));
        try (var client = PlainClient.greeted(sink)) {
            assertThat(client.say("EHLO client.test")).isEqualTo("\u0000\u00ffnonsense");
        }
    }

    @Test
    void injectsPlaintextBehindTheReplyToStartTls() throws IOException {
        sink.at(Step.STARTTLS, new Behaviour.Inject("250 injected\r\n"));
        try (var client = PlainClient.greeted(sink)) {
            client.say("EHLO client.test");
            assertThat(client.say("STARTTLS")).startsWith("220 ");
            assertThat(client.reply()).isEqualTo("250 injected");
        }
    }

    @Test
    void answersInClearWhereTheHandshakeShouldBegin() throws IOException {
        sink.at(Step.HANDSHAKE, new Behaviour.Raw("HTTP/1.1 400 Bad Request\r\n\r\n"));
        try (var client = PlainClient.greeted(sink)) {
            client.say("EHLO client.test");
            assertThat(client.say("STARTTLS")).startsWith("220 ");
            assertThat(client.reply()).startsWith("HTTP/1.1 400");
        }
    }
}
