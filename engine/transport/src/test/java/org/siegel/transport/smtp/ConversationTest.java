package org.siegel.transport.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Greeting, introduction, reuse and farewell: RFC 5321 §3.1, §3.2, §3.8. */
class ConversationTest {

    @Test
    void aWholeConversation() throws IOException {
        try (var sink = Sink.offering(Mails.MODERN)) {
            try (var conversation = Mails.ready(sink)) {
                assertThat(conversation.capabilities().offers(Extension.PIPELINING))
                        .isTrue();
                var transmission = conversation.transmit(Mails.to("a@target.test"), Mails.greetings());
                assertThat(transmission.results().getFirst().outcome())
                        .isInstanceOfSatisfying(
                                Accepted.class,
                                accepted -> assertThat(accepted.describe()).endsWith("250 2.0.0 queued"));
                assertThat(transmission.dsnPassedOn()).isTrue();
            }
            assertThat(sink.heard())
                    .containsExactly(
                            "EHLO mail.siegel.test",
                            "MAIL FROM:<sender@siegel.test> SIZE=29",
                            "RCPT TO:<a@target.test>",
                            "DATA",
                            "QUIT");
            assertThat(sink.messages()).containsExactly("Subject: greetings\r\n\r\nhello\r\n");
        }
    }

    @Test
    void aGreetingOfManyLines() throws IOException {
        try (var sink = Sink.offering().at(Stage.GREETING, Sink.says("220-hello\r\n220-no spam\r\n220 go on"));
                var conversation = Mails.ready(sink)) {
            assertThat(conversation.isUsable()).isTrue();
        }
    }

    @Test
    void heloFollowsARefusedEhloOnlyWhereCleartextIsGoodEnough() throws IOException {
        try (var sink = Sink.offering().replyingTo("EHLO", "502 5.5.1 what is EHLO?");
                var strict = Mails.client().over(sink.wire());
                var lax = Mails.client().over(sink.wire())) {
            assertThat(strict.hello(Introduction.EHLO_ONLY)).isInstanceOfSatisfying(Failed.class, failed -> {
                assertThat(failed.kind()).isEqualTo(FailureKind.REFUSED);
                assertThat(failed.permanence()).isEqualTo(Permanence.PERMANENT);
            });
            assertThat(sink.heard()).containsExactly("EHLO mail.siegel.test");

            assertThat(lax.hello(Introduction.HELO_IF_NEEDED)).isEqualTo(new Hello.Welcome(Capabilities.none()));
            assertThat(lax.transmit(Mails.to("a@target.test"), Mails.greetings())
                            .results()
                            .getFirst()
                            .outcome())
                    .isInstanceOf(Accepted.class);
        }
    }

    @Test
    void aTemporaryRefusalOfEhloIsNoReasonForHelo() throws IOException {
        try (var sink = Sink.offering().replyingTo("EHLO", "450 4.3.2 later");
                var conversation = Mails.client().over(sink.wire())) {
            assertThat(conversation.hello(Introduction.HELO_IF_NEEDED)).isInstanceOf(Failed.class);
            assertThat(sink.heard()).containsExactly("EHLO mail.siegel.test");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "554 5.7.1 you are on a list, PERMANENT",
        "450 4.3.2 too busy, TRANSIENT",
        "421 4.3.2 going down, TRANSIENT"
    })
    void aServerThatTurnsUsAwayIsQuotedToTheSender(String greeting, Permanence permanence) throws IOException {
        try (var sink = Sink.offering().at(Stage.GREETING, Sink.says(greeting));
                var conversation = Mails.client().over(sink.wire())) {
            assertThat(conversation.hello(Introduction.EHLO_ONLY)).isInstanceOfSatisfying(Failed.class, failed -> {
                assertThat(failed.permanence()).isEqualTo(permanence);
                assertThat(failed.describe()).contains("turned us away when the connection was opened: " + greeting);
            });
            assertThat(conversation.isUsable()).isFalse();
        }
    }

    @Test
    void aServerThatSpeaksOutOfTurnIsNotBelieved() throws IOException {
        try (var sink = Sink.offering().at(Stage.GREETING, Sink.says("220 hello\r\n250 STARTTLS"));
                var conversation = Mails.client().over(sink.wire())) {
            assertThat(conversation.hello(Introduction.EHLO_ONLY))
                    .isInstanceOfSatisfying(
                            Failed.class,
                            failed -> assertThat(failed.kind()).isEqualTo(FailureKind.PROTOCOL_VIOLATION));
            assertThat(sink.heard()).isEmpty();
        }
    }

    @Test
    void oneConnectionCarriesManyMails() throws IOException {
        try (var sink = Sink.offering(Mails.MODERN);
                var conversation = Mails.ready(sink)) {
            for (int i = 0; i < 50; i++) {
                var transmission = conversation.transmit(Mails.to("a@target.test"), Mails.message("Subject: " + i));
                assertThat(Mails.outcomes(transmission)).hasOnlyElementsOfType(Accepted.class);
                assertThat(transmission.isUntouched()).isFalse();
            }
            assertThat(sink.messages()).hasSize(50).endsWith("Subject: 49\r\n");
            assertThat(sink.heard()).doesNotContain("RSET");
        }
    }

    @Test
    void whatARefusedMailLeftBehindIsClearedBeforeTheNext() throws IOException {
        try (var sink = Sink.offering(Mails.MODERN).replyingTo("DATA", "451 4.3.0 try later");
                var conversation = Mails.ready(sink)) {
            conversation.transmit(Mails.to("a@target.test"), Mails.greetings());
            conversation.transmit(Mails.to("b@target.test"), Mails.greetings());

            assertThat(sink.heard().subList(3, 5)).containsExactly("DATA", "RSET");
        }
    }

    @Test
    void aKeptConnectionCanBeAskedWhetherItLives() throws IOException {
        try (var sink = Sink.offering(Mails.MODERN).at(Stage.RESET, Sink.CLOSES);
                var conversation = Mails.ready(sink)) {
            assertThat(conversation.reset())
                    .hasValueSatisfying(failed -> assertThat(failed.kind()).isEqualTo(FailureKind.CONNECTION_LOST));
            assertThat(conversation.isUsable()).isFalse();
        }
    }

    @Test
    void aServerThatHadEnoughOfAKeptConnectionIsWorthANewOne() throws IOException {
        try (var sink = Sink.offering(Mails.MODERN);
                var conversation = Mails.ready(sink)) {
            conversation.transmit(Mails.to("a@target.test"), Mails.greetings());
            sink.at(Stage.MAIL, Sink.says("421 4.4.2 idle for too long"));
            var second = conversation.transmit(Mails.to("b@target.test"), Mails.greetings());

            assertThat(second.isUntouched()).isTrue();
            assertThat(Mails.outcomes(second))
                    .satisfiesExactly(outcome -> assertThat(outcome.describe()).contains("421 4.4.2 idle"));
            assertThat(conversation.isUsable()).isFalse();
        }
    }

    @Test
    void aServerThatGoesLaterHasTouchedTheMail() throws IOException {
        try (var sink = Sink.offering(Mails.MODERN).at(Stage.RCPT, Sink.CLOSES);
                var conversation = Mails.ready(sink)) {
            assertThat(conversation
                            .transmit(Mails.to("a@target.test"), Mails.greetings())
                            .isUntouched())
                    .isFalse();
        }
    }

    @Test
    void callsInTheWrongOrderAreMistakes() throws IOException {
        try (var sink = Sink.offering("STARTTLS")) {
            var conversation = Mails.client().over(sink.wire());
            assertThatIllegalStateException().isThrownBy(conversation::reset);
            assertThatIllegalStateException().isThrownBy(conversation::startTls);
            assertThatIllegalStateException()
                    .isThrownBy(() -> conversation.transmit(Mails.to("a@target.test"), Mails.greetings()));
            assertThatIllegalStateException().isThrownBy(() -> conversation.secured(sink.wire()));
            conversation.hello(Introduction.EHLO_ONLY);
            assertThatIllegalStateException().isThrownBy(() -> conversation.hello(Introduction.EHLO_ONLY));
            conversation.close();
            assertThatIllegalStateException().isThrownBy(conversation::reset);
            assertThatCode(conversation::close).doesNotThrowAnyException();
        }
    }

    @Test
    void tlsIsNotBegunTwice() throws IOException {
        try (var sink = Sink.offering("STARTTLS");
                var conversation = Mails.client().overTls(sink.wire())) {
            conversation.hello(Introduction.EHLO_ONLY);
            assertThatIllegalStateException().isThrownBy(conversation::startTls);
        }
    }

    @Test
    void closingSurvivesADeadTimekeeper() throws IOException {
        var alarms = new Alarms();
        try (var sink = Sink.offering()) {
            var conversation = Mails.ready(
                    sink, new SmtpClient("mail.siegel.test", SmtpTimeouts.STANDARD, LongLines.SEND, alarms));
            alarms.close();

            assertThatCode(conversation::close).doesNotThrowAnyException();
            assertThat(sink.heard()).doesNotContain("QUIT");
        }
    }

    @Test
    void noAlarmOutlivesItsStep() throws IOException {
        try (var alarms = new Alarms();
                var sink = Sink.offering(Mails.MODERN)) {
            var client = new SmtpClient("mail.siegel.test", SmtpTimeouts.STANDARD, LongLines.SEND, alarms);
            try (var conversation = Mails.ready(sink, client)) {
                conversation.transmit(Mails.to("a@target.test"), Mails.greetings());
                assertThat(alarms.pending()).isZero();
            }
            assertThat(alarms.pending()).isZero();
        }
    }
}
