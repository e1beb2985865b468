package org.siegel.transport.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** MAIL and RCPT with their parameters: RFC 1870, RFC 3461 §4, RFC 6531 §3.4, RFC 8689 §2. */
class MailCommandsTest {

    private static final MessageFacts ASCII = new MessageFacts(1234, false, false, false, 70);
    private static final MessageFacts EIGHT_BIT = new MessageFacts(1234, true, false, false, 70);

    private final Recipient demanding = new Recipient(
            new Mailbox("r@target.test"),
            EnumSet.of(Notify.DELAY, Notify.SUCCESS),
            Optional.of(new OriginalRecipient("rfc822", "first+tag=x@origin.test")));
    private final Envelope everything = new Envelope(
            Optional.of(Mails.SENDER),
            List.of(demanding),
            Optional.of(ReturnContent.HDRS),
            Optional.of("id 1+2=3"),
            true);

    @Test
    void everythingThatIsAskedForAndOfferedIsSaid() {
        var commands = new Commands(server(true, "SIZE", "8BITMIME", "DSN", "REQUIRETLS"), everything, EIGHT_BIT);

        assertThat(commands.mail())
                .isEqualTo("MAIL FROM:<sender@siegel.test> SIZE=1234 BODY=8BITMIME REQUIRETLS RET=HDRS"
                        + " ENVID=id+201+2B2+3D3");
        assertThat(commands.recipient(demanding))
                .isEqualTo("RCPT TO:<r@target.test> NOTIFY=SUCCESS,DELAY ORCPT=rfc822;first+2Btag+3Dx@origin.test");
    }

    @Test
    void nothingIsSaidThatWasNotOffered() {
        var commands = new Commands(server(true), everything, EIGHT_BIT);

        assertThat(commands.mail()).isEqualTo("MAIL FROM:<sender@siegel.test>");
        assertThat(commands.recipient(demanding)).isEqualTo("RCPT TO:<r@target.test>");
    }

    @Test
    void requireTlsCountsOnlyInsideTls() {
        var server = server(false, "REQUIRETLS");

        assertThat(new Commands(server, everything, ASCII).mail()).doesNotContain("REQUIRETLS");
        assertThat(server.obstacle(everything, ASCII))
                .hasValueSatisfying(outcome -> isAbout(outcome, Obstacle.REQUIRETLS_MISSING, "5.7.30"));
    }

    @Test
    void noticesHaveNoSender() {
        var envelope = Envelope.withNullSender(List.of(demanding));

        assertThat(new Commands(server(true), envelope, ASCII).mail()).isEqualTo("MAIL FROM:<>");
    }

    @Test
    void smtpUtf8IsAskedForOnlyWhereNeeded() {
        var server = server(true, "SMTPUTF8", "8BITMIME");
        var header = new MessageFacts(10, true, true, false, 10);

        assertThat(new Commands(server, Mails.to("a@target.test"), EIGHT_BIT).mail())
                .doesNotContain("SMTPUTF8");
        assertThat(new Commands(server, Mails.to("a@target.test", "ä@target.test"), ASCII).mail())
                .endsWith(" SMTPUTF8");
        assertThat(new Commands(server, Mails.to("a@target.test"), header).mail())
                .endsWith(" SMTPUTF8");
    }

    @Test
    void whatTheServerCannotTakeIsKnownBefore() {
        var envelope = Mails.to("a@target.test");
        var bare = server(true, "SIZE 1000");

        assertThat(bare.obstacle(envelope, ASCII)).hasValueSatisfying(o -> isAbout(o, Obstacle.TOO_LARGE, "5.3.4"));
        assertThat(server(true).obstacle(envelope, EIGHT_BIT))
                .hasValueSatisfying(o -> isAbout(o, Obstacle.EIGHT_BIT_MIME_MISSING, "5.6.3"));
        assertThat(server(true, "8BITMIME").obstacle(envelope, new MessageFacts(9, true, true, false, 9)))
                .hasValueSatisfying(o -> isAbout(o, Obstacle.SMTPUTF8_MISSING, "5.6.7"));
        assertThat(server(true).obstacle(Envelope.of(new Mailbox("ä@siegel.test"), envelope.recipients()), ASCII))
                .hasValueSatisfying(o -> isAbout(o, Obstacle.SMTPUTF8_MISSING, "5.6.7"));
        assertThat(server(true).obstacle(envelope, new MessageFacts(9, false, false, true, 9)))
                .hasValueSatisfying(o -> isAbout(o, Obstacle.NUL, "5.6.0"));
        assertThat(server(true).obstacle(envelope, new MessageFacts(2000, false, false, false, 999)))
                .hasValueSatisfying(o -> isAbout(o, Obstacle.LONG_LINE, "5.6.0"));
        assertThat(server(true, "SIZE 1234").obstacle(envelope, new MessageFacts(1234, false, false, false, 998)))
                .isEmpty();
    }

    @Test
    void longLinesPassWhereTheyMay() {
        var server = new Preflight(Capabilities.none(), true, LongLines.SEND);

        assertThat(server.obstacle(Mails.to("a@target.test"), new MessageFacts(2000, false, false, false, 999)))
                .isEmpty();
    }

    @Test
    void originalRecipientsBeyondAsciiKeepTheirCharacters() {
        var original = new OriginalRecipient("utf-8", "j\u00F6rg+x\\y@b\u00FCro.test");

        assertThat(original.encoded()).isEqualTo("utf-8;j\\x{F6}rg\\x{2B}x\\x{5C}y@b\\x{FC}ro.test");
        assertThatIllegalArgumentException().isThrownBy(() -> new OriginalRecipient("rfc822", "j\u00F6rg@x.test"));
    }

    @Test
    void lineEndsInParametersCannotEndTheCommand() {
        assertThat(new OriginalRecipient("rfc822", "a\r\nRSET@x.test").encoded())
                .isEqualTo("rfc822;a+0D+0ARSET@x.test");
        assertThatIllegalArgumentException().isThrownBy(() -> new OriginalRecipient("rfc 822", "a@x.test"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a\r\nRSET", "ü", "==================================="})
    void envelopeIdsThatCannotBeSaidAreRefused(String id) {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new Envelope(Optional.empty(), List.of(demanding), Optional.empty(), Optional.of(id), false));
    }

    @Test
    void anEnvelopeNeedsARecipient() {
        assertThatIllegalArgumentException().isThrownBy(() -> Envelope.withNullSender(List.of()));
    }

    private static void isAbout(Outcome outcome, Obstacle obstacle, String status) {
        assertThat(outcome).isInstanceOfSatisfying(Rejected.class, rejected -> {
            assertThat(rejected.ground())
                    .isInstanceOfSatisfying(
                            Rejected.WeFound.class,
                            found -> assertThat(found.obstacle()).isEqualTo(obstacle));
            assertThat(rejected.status()).hasToString(status);
            assertThat(rejected.permanence()).isEqualTo(Permanence.PERMANENT);
            assertThat(rejected.describe()).startsWith("The ").endsWith(".");
        });
    }

    private static Preflight server(boolean encrypted, String... extensions) {
        List<String> lines = new java.util.ArrayList<>(List.of("server.test"));
        lines.addAll(List.of(extensions));
        return new Preflight(Capabilities.of(SmtpReply.of(250, lines)), encrypted, LongLines.REFUSE);
    }
}
