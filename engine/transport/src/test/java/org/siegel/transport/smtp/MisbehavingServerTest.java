package org.siegel.transport.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Servers that hang, close, refuse and talk nonsense, at every step, with and without pipelining. */
@Timeout(20)
class MisbehavingServerTest {

    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Set<Stage> BEFORE_MAIL = EnumSet.of(Stage.GREETING, Stage.EHLO);

    /** Larger than all buffers between the two sides together. */
    private static final OutgoingMessage LARGE =
            Mails.message("Subject: large\r\n\r\n" + "0123456789\r\n".repeat(1_500_000));

    static Stream<Arguments> stages() {
        return Stream.of(
                        Stage.GREETING,
                        Stage.EHLO,
                        Stage.MAIL,
                        Stage.RCPT,
                        Stage.DATA,
                        Stage.CONTENT,
                        Stage.END_OF_DATA)
                .flatMap(stage -> Stream.of(Arguments.of(stage, true), Arguments.of(stage, false)));
    }

    static Stream<Arguments> repliedStages() {
        return stages().filter(arguments -> arguments.get()[0] != Stage.CONTENT);
    }

    @ParameterizedTest
    @MethodSource("stages")
    void aServerThatHangsHoldsUsNoLongerThanTheStepMayTake(Stage stage, boolean pipelining) throws IOException {
        try (var sink = server(pipelining)) {
            sink.at(stage, sink.hangs());
            Failed failed = failed(sink, SHORT, stage);

            assertThat(failed.kind()).isEqualTo(FailureKind.TIMEOUT);
            assertThat(failed.permanence()).isEqualTo(Permanence.TRANSIENT);
            assertThat(failed.mayHaveArrived()).isEqualTo(stage == Stage.END_OF_DATA);
        }
    }

    @ParameterizedTest
    @MethodSource("stages")
    void aServerThatClosesIsToldFromOneThatRefuses(Stage stage, boolean pipelining) throws IOException {
        try (var sink = server(pipelining).at(stage, Sink.CLOSES)) {
            Failed failed = failed(sink, Duration.ofSeconds(10), stage);

            assertThat(failed.kind()).isEqualTo(FailureKind.CONNECTION_LOST);
            assertThat(failed.mayHaveArrived()).isEqualTo(stage == Stage.END_OF_DATA);
            assertThat(failed.describe())
                    .contains(
                            stage == Stage.END_OF_DATA
                                    ? "may arrive twice"
                                    : stage == Stage.CONTENT ? "not sent completely" : "itself was not sent");
        }
    }

    @ParameterizedTest
    @MethodSource("repliedStages")
    void nonsenseIsAViolation(Stage stage, boolean pipelining) throws IOException {
        try (var sink = server(pipelining).at(stage, Sink.says("HTTP/1.1 400 Bad Request"))) {
            assertThat(failed(sink, Duration.ofSeconds(10), stage).kind()).isEqualTo(FailureKind.PROTOCOL_VIOLATION);
        }
    }

    @ParameterizedTest
    @MethodSource("repliedStages")
    void aReplyOfAClassThatDoesNotBelongHereIsAViolation(Stage stage, boolean pipelining) throws IOException {
        String reply = stage == Stage.DATA ? "250 no need to" : "354 go on";
        try (var sink = server(pipelining).at(stage, Sink.says(reply))) {
            assertThat(failed(sink, Duration.ofSeconds(10), stage).describe())
                    .contains("answered out of turn: " + reply);
        }
    }

    @ParameterizedTest
    @MethodSource("repliedStages")
    void aServerThatGoesDownSaysSoOnce(Stage stage, boolean pipelining) throws IOException {
        try (var sink = server(pipelining).at(stage, side -> {
                    side.say("421 4.3.2 going down");
                    side.socket.close();
                });
                var conversation = Mails.client().over(sink.wire())) {
            Outcome outcome = outcome(conversation);

            assertThat(outcome.describe()).contains("421 4.3.2 going down");
            assertThat(permanence(outcome)).isEqualTo(Permanence.TRANSIENT);
            assertThat(conversation.isUsable()).isFalse();
        }
    }

    @ParameterizedTest
    @MethodSource("repliedStages")
    void refusalsAreQuotedWithTheirStep(Stage stage, boolean pipelining) throws IOException {
        for (int code : new int[] {451, 550}) {
            try (var sink = server(pipelining).at(stage, Sink.says(code + " no"));
                    var conversation = Mails.client().over(sink.wire())) {
                Outcome outcome = outcome(conversation);

                assertThat(outcome.describe()).contains(stage.moment()).contains(code + " no");
                assertThat(permanence(outcome)).isEqualTo(code == 451 ? Permanence.TRANSIENT : Permanence.PERMANENT);
                assertThat(conversation.isUsable()).isEqualTo(!BEFORE_MAIL.contains(stage));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("repliedStages")
    void aReplyOfAHundredMegabytesIsGivenUpEarly(Stage stage, boolean pipelining) throws IOException {
        byte[] piece = ("250-" + "x".repeat(1_018) + "\r\n")
                .repeat(1_024)
                .getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        try (var sink = server(pipelining).at(stage, side -> {
            for (int i = 0; i < 100; i++) {
                side.write(piece);
            }
        })) {
            Failed failed = failed(sink, Duration.ofSeconds(10), stage);

            assertThat(failed.kind()).isEqualTo(FailureKind.PROTOCOL_VIOLATION);
            assertThat(failed.describe()).contains("a reply of more than 65536 octets");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"GREETING", "EHLO", "MAIL", "END_OF_DATA"})
    void oneOctetNowAndThenIsStillTooSlow(Stage stage) throws IOException {
        try (var sink = server(true).at(stage, MisbehavingServerTest::drip)) {
            long start = System.nanoTime();
            Failed failed = failed(sink, SHORT, stage);

            assertThat(failed.kind()).isEqualTo(FailureKind.TIMEOUT);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
        }
    }

    @Test
    void aServerThatReadsJustFastEnoughForEveryPieceIsBoundedByTheWhole() throws IOException {
        Duration ample = Duration.ofSeconds(15);
        var timeouts = new SmtpTimeouts(ample, ample, ample, ample, ample, ample, ample, ample, SHORT, ample, ample);
        try (var sink = server(true).at(Stage.CONTENT, side -> {
                    while (side.socket.getInputStream().read() >= 0) {
                        pause();
                    }
                });
                var conversation = Mails.ready(sink, Mails.client(timeouts))) {
            var outcomes = Mails.outcomes(conversation.transmit(Mails.to("a@target.test"), LARGE));

            assertThat(outcomes).containsExactly(Failed.because(Stage.CONTENT, FailureKind.TIMEOUT));
        }
    }

    @ParameterizedTest
    @EnumSource(Permanence.class)
    void aRefusalInTheMiddleOfTheMessageIsHeard(Permanence permanence) throws IOException {
        String reply = permanence == Permanence.PERMANENT ? "552 5.3.4 too big" : "451 4.3.1 disk full";
        try (var sink = server(true);
                var conversation = Mails.ready(sink)) {
            sink.at(Stage.CONTENT, side -> {
                side.say(reply);
                sink.hangs().commit(side);
            });
            var outcomes = Mails.outcomes(conversation.transmit(Mails.to("a@target.test"), LARGE));

            assertThat(outcomes).singleElement().isInstanceOfSatisfying(Rejected.class, rejected -> {
                assertThat(rejected.stage()).isEqualTo(Stage.CONTENT);
                assertThat(rejected.permanence()).isEqualTo(permanence);
            });
        }
    }

    @Test
    void aConfirmationBeforeTheEndOfTheMessageIsNotBelieved() throws IOException {
        try (var sink = server(true).at(Stage.DATA, Sink.says("354 go on\r\n250 2.0.0 queued"));
                var conversation = Mails.ready(sink)) {
            var outcomes = Mails.outcomes(conversation.transmit(Mails.to("a@target.test"), LARGE));

            assertThat(outcomes)
                    .singleElement()
                    .isInstanceOfSatisfying(
                            Failed.class,
                            failed -> assertThat(failed.kind()).isEqualTo(FailureKind.PROTOCOL_VIOLATION));
        }
    }

    static Stream<Arguments> answeredTwice() {
        return Stream.of("PIPELINING", "PIPELINING CHUNKING", "CHUNKING", "8BITMIME")
                .flatMap(extensions -> Stream.of(Stage.MAIL, Stage.RCPT, Stage.DATA)
                        .filter(stage -> stage != Stage.DATA || !extensions.contains("CHUNKING"))
                        .map(stage -> Arguments.of(extensions, stage)));
    }

    /** From then on each of its replies would be taken for the one to the next command, and at last one for the mail's. */
    @ParameterizedTest
    @MethodSource("answeredTwice")
    void aServerThatAnswersACommandTwiceHasNotTakenTheMail(String extensions, Stage stage) throws IOException {
        String reply = stage == Stage.DATA ? "354 go on" : "250 ok";
        try (var sink = Sink.offering(extensions.split(" "))
                        .at(stage, Sink.says(reply + "\r\n" + reply))
                        .at(Stage.END_OF_DATA, Sink.says("552 5.3.4 not this mail"));
                var conversation = Mails.ready(sink)) {
            assertThat(Mails.outcomes(conversation.transmit(Mails.to("a@target.test"), Mails.greetings())))
                    .singleElement()
                    .isNotInstanceOf(Accepted.class);
        }
    }

    @Test
    void recipientsRefusedBeforeTheConnectionBrokeStayRefused() throws IOException {
        try (var sink = server(true)
                        .replyingTo("RCPT TO:<a@", "550 5.1.1 nobody")
                        .at(Stage.END_OF_DATA, Sink.CLOSES);
                var conversation = Mails.ready(sink)) {
            var outcomes = Mails.outcomes(
                    conversation.transmit(Mails.to("a@target.test", "b@target.test"), Mails.greetings()));

            assertThat(outcomes.get(0)).isInstanceOf(Rejected.class);
            assertThat(outcomes.get(1)).isInstanceOf(Failed.class);
        }
    }

    @Test
    void aServerThatDoesNotAnswerQuitHoldsUsNoLongerThanQuitMayTake() throws IOException {
        try (var sink = server(true)) {
            sink.at(Stage.EHLO, side -> {
                side.say("250 sink.test");
                sink.hangs().commit(side);
            });
            var conversation = Mails.ready(sink, Mails.client(SHORT));
            long start = System.nanoTime();
            conversation.close();

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
        }
    }

    private static void drip(Sink.Side side) throws IOException, InterruptedException {
        side.write(new byte[] {'2', '5', '0', '-'});
        while (true) {
            pause();
            side.write(new byte[] {'x'});
        }
    }

    /** A tenth of a second of the server's slowness; the client's time is what is tested. */
    private static void pause() throws InterruptedException {
        assertThat(new CountDownLatch(1).await(100, TimeUnit.MILLISECONDS)).isFalse();
    }

    private static Failed failed(Sink sink, Duration each, Stage stage) {
        try (var conversation = Mails.client(each).over(sink.wire())) {
            Outcome outcome = stage == Stage.CONTENT ? outcome(conversation, LARGE) : outcome(conversation);
            assertThat(outcome).isInstanceOf(Failed.class);
            assertThat(conversation.isUsable()).isFalse();
            Failed failed = (Failed) outcome;
            assertThat(failed.stage()).isEqualTo(stage);
            assertThat(failed.describe()).contains(stage.moment());
            return failed;
        }
    }

    private static Outcome outcome(SmtpConversation conversation) {
        return outcome(conversation, Mails.greetings());
    }

    private static Outcome outcome(SmtpConversation conversation, OutgoingMessage message) {
        if (conversation.hello(Introduction.EHLO_ONLY) instanceof Failed failed) {
            return failed;
        }
        try {
            return Mails.outcomes(conversation.transmit(Mails.to("a@target.test"), message))
                    .getFirst();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Permanence permanence(Outcome outcome) {
        return switch (outcome) {
            case Accepted accepted -> throw new AssertionError("accepted");
            case Rejected rejected -> rejected.permanence();
            case Failed failed -> failed.permanence();
        };
    }

    private static Sink server(boolean pipelining) {
        return pipelining ? Sink.offering("PIPELINING", "8BITMIME", "SIZE") : Sink.offering("8BITMIME", "SIZE");
    }
}
