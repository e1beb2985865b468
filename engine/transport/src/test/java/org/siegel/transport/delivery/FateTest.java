package org.siegel.transport.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.siegel.transport.smtp.EnhancedStatus;
import org.siegel.transport.smtp.SmtpReply;
import org.siegel.transport.smtp.Stage;

/** Which refusals are about what a message contains, as far as its sender can tell. */
class FateTest {

    @ParameterizedTest
    @CsvSource({
        "5, 7, 0, END_OF_DATA, true",
        "5, 7, 1, END_OF_DATA, true",
        "5, 7, 1, CONTENT, true",
        "5, 7, 1, RCPT, false",
        "5, 7, 1, MAIL, false",
        "5, 7, 1, DATA, false",
        "5, 7, 10, END_OF_DATA, false",
        "5, 7, 26, END_OF_DATA, false",
        "5, 1, 1, END_OF_DATA, false",
        "5, 3, 4, END_OF_DATA, false",
        "5, 0, 0, END_OF_DATA, false",
    })
    void onlyAPolicyReplyToTheWholeMessageIsAboutItsContent(
            int category, int subject, int detail, Stage stage, boolean expected) {
        var refused = new Fate.Refused(new EnhancedStatus(category, subject, detail), "no", stage);
        assertThat(refused.isAboutContent(Optional.empty())).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "552 Message content rejected",
                "550 attachment type not allowed",
                "554 Encrypted attachment",
                "554 Virus (Heuristics.Encrypted.PDF) found",
                "554 5.0.0 Message rejected due to content restrictions",
                "550 This message contains a file with a banned file extension",
                "550 Password protected archives are not accepted here",
                "550 5.6.1 PDF not supported here",
                "554 Anhang nicht zulässig: verschlüsselte Datei",
                "550 Der Inhalt der Nachricht wurde abgelehnt",
                "554 message could not be scanned",
            })
    void withoutATellingStatusTheWordsDecide(String line) {
        SmtpReply reply = reply(line);
        assertThat(refusal(reply, Stage.END_OF_DATA).isAboutContent(Optional.of(reply)))
                .isTrue();
        assertThat(refusal(reply, Stage.RCPT).isAboutContent(Optional.of(reply)))
                .as("before it was seen")
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "550 Administrative prohibition",
                "554 Transaction failed",
                "550 no such user here",
                "552 attachment too large",
                "552 Message size exceeds fixed limit",
                "552 Mailbox full, content not stored",
                "554 message content rejected as spam",
                "550 content rejected: sender is on a blacklist",
                "550 DMARC policy: content rejected",
                "554 5.6.0 Content rejected: malformed header",
                "550 5.2.1 attachment not allowed for this mailbox",
                "550 5.3.4 encrypted attachment of this size not allowed",
                "554 Policy violation",
                "550 Please contact the postmaster",
            })
    void otherWordsAreNoReasonToTryAnotherContainer(String line) {
        SmtpReply reply = reply(line);
        assertThat(refusal(reply, Stage.END_OF_DATA).isAboutContent(Optional.of(reply)))
                .isFalse();
    }

    private static SmtpReply reply(String line) {
        Matcher status = Pattern.compile("5\\.(\\d)\\.(\\d) .*").matcher(line.substring(4));
        Optional<EnhancedStatus> enhanced = status.matches()
                ? Optional.of(
                        new EnhancedStatus(5, Integer.parseInt(status.group(1)), Integer.parseInt(status.group(2))))
                : Optional.empty();
        return new SmtpReply(Integer.parseInt(line.substring(0, 3)), enhanced, List.of(line.substring(4)));
    }

    private static Fate.Refused refusal(SmtpReply reply, Stage stage) {
        return new Fate.Refused(reply.statusOrGeneric(), "The receiving server refused the message: no", stage);
    }
}
