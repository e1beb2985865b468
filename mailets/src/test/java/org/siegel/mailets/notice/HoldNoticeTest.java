package org.siegel.mailets.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.siegel.mailets.notice.Office.address;
import static org.siegel.mailets.notice.Office.mail;
import static org.siegel.mailets.notice.Office.message;

import jakarta.mail.internet.ContentType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.james.core.MailAddress;
import org.apache.mailet.Mail;
import org.apache.mailet.base.test.FakeMail;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.siegel.matchers.MailDecisions;
import org.siegel.matchers.MailDecisions.Noted;
import org.siegel.matchers.MailRisk;
import org.siegel.policy.Decision;
import org.siegel.policy.Procedure;
import org.siegel.policy.Risk;
import org.siegel.policy.RiskClass;
import org.siegel.policy.RiskReason;
import org.siegel.policy.TransportGrade;

class HoldNoticeTest {

    private final Office office = new Office();

    @Test
    void tellsTheSenderAndLetsTheMailGoOn() throws Exception {
        FakeMail mail = held("jo@praxis.test");
        office.holding().service(mail);

        assertThat(mail.getState()).isEqualTo(Mail.TRANSPORT);
        assertThat(office.sent().getSender()).isNull();
        assertThat(office.sent().getRecipients()).containsExactly(address("erika@office.test"));
        ReadNotice notice = office.read();
        assertThat(new ContentType(notice.message.getContentType()).getBaseType())
                .isEqualTo("multipart/alternative");
        assertThat(notice.parts()).isEqualTo(2);
        assertThat(notice.message.getSubject()).isEqualTo("Angehalten / On hold: Termin am Dienstag");
        assertThat(notice.header("Auto-Submitted")).isEqualTo("auto-replied");
        assertThat(notice.header("In-Reply-To")).isEqualTo("<original-1@office.test>");
        assertThat(notice.raw).doesNotContain("Geheimer Inhalt");
    }

    @Test
    void saysForWhomWhyAndWhatNow() throws Exception {
        FakeMail mail = held("jo@praxis.test");
        office.holding("contact", "Datenschutz, Tel. 12").service(mail);

        assertThat(office.read().flowing())
                .contains("jo@praxis.test")
                .contains("Schutzklasse: high")
                .contains("Erkannt: 2 × IBAN (Bankverbindung) in: Text, Anhang 1 (text/plain)")
                .contains("Kennzeichnung „vertraulich“ in: Betreff")
                .contains("Verlangter Schutz der Verbindung: qualifiziert")
                .contains("Erwarteter Schutz der Verbindung: obligatorisch")
                .contains("Technische Einzelheiten: no DNSSEC for praxis.test")
                .contains("Die Verbindung zum Mailserver dieser Empfänger ist nicht so gut geschützt")
                .contains("Nennen Sie die Vorgangsnummer Mail42. Kontakt: Datenschutz, Tel. 12.")
                .contains("Protection class: high")
                .contains("Found: 2 × IBAN (bank account) in: text, attachment 1 (text/plain)")
                .contains("Quote the reference Mail42. Contact: Datenschutz, Tel. 12.");
    }

    @Test
    void namesTheTagsThatWouldProtectTheMail() throws Exception {
        office.holding().service(held("jo@praxis.test"));

        assertThat(office.read().flowing())
                .contains("mit [geheim] / [verschlüsseln] am Anfang oder Ende des Betreffs")
                .doesNotContain("[vertraulich]");
    }

    @Test
    void namesNoTagsWhereNoneWouldHelp() throws Exception {
        FakeMail mail = mail("jo@praxis.test");
        classify(mail, Office.VERY_HIGH);
        office.holding().service(mail);

        assertThat(office.read().flowing())
                .contains("mit einer anderen Kennzeichnung im Betreff")
                .doesNotContain("[");
    }

    @ParameterizedTest
    @CsvSource({"MANDATORY,hold.missed", "QUALIFIED,hold.always", ",hold.unknown"})
    void tellsAMissedGradeFromAnUnknownOneAndFromARule(TransportGrade predicted, String key) throws Exception {
        FakeMail mail = mail("jo@praxis.test");
        note(
                mail,
                new Noted(
                        new Decision(Procedure.ASK_SENDER, TransportGrade.QUALIFIED),
                        Optional.ofNullable(predicted),
                        ""));
        office.holding().service(mail);

        assertThat(office.read().flowing()).contains(Wording.of(Language.GERMAN).text(key));
    }

    @Test
    void saysAfterAllAttemptsThatTheGradeWasMissed() throws Exception {
        FakeMail mail = mail("jo@praxis.test");
        MailDecisions.exhaust(mail);
        note(
                mail,
                new Noted(
                        new Decision(Procedure.ASK_SENDER, TransportGrade.QUALIFIED), Optional.empty(), "not in time"));
        office.holding().service(mail);

        assertThat(office.read().flowing()).contains(Wording.of(Language.GERMAN).text("hold.missed"));
    }

    @Test
    void saysThatAMailThatWasNotClassifiedCountsAsTheHighest() throws Exception {
        office.holding().service(mail("jo@praxis.test"));

        assertThat(office.read().flowing())
                .contains("nicht eingestuft, gilt daher als very-high")
                .contains(Wording.of(Language.GERMAN).text("hold.rule"));
    }

    @Test
    void namesAThousandRecipientsOnManyWays() throws Exception {
        String[] recipients =
                IntStream.range(0, 1000).mapToObj(i -> "p@praxis" + i + ".test").toArray(String[]::new);
        FakeMail mail = mail(recipients);
        Map<MailAddress, Noted> noted = new LinkedHashMap<>();
        for (String recipient : recipients) {
            noted.put(
                    address(recipient),
                    new Noted(
                            new Decision(Procedure.ASK_SENDER, TransportGrade.QUALIFIED),
                            Optional.of(TransportGrade.NONE),
                            "why of " + recipient));
        }
        MailDecisions.note(mail, noted);
        office.holding().service(mail);

        ReadNotice notice = office.read();
        assertThat(notice.plain()).contains(recipients).contains("1000 unten genannten");
        assertThat(notice.plain().length()).isLessThan(60_000);
        assertThat(notice.html()).contains(recipients);
    }

    @Test
    void isNotMovedByHostileNotes() throws Exception {
        String evil = "</p><script>x</script>\r\nX-Evil: 1\r\n\r\n{reference} " + "e".repeat(10_000);
        FakeMail mail = mail(message("Subject: x\n\ny\n"), "jo@praxis.test");
        new MailRisk(office.policy)
                .note(mail, new Risk(Office.HIGH, List.of(new RiskReason("tag:" + evil, 1, evil, Office.HIGH))));
        note(
                mail,
                new Noted(
                        new Decision(Procedure.ASK_SENDER, TransportGrade.QUALIFIED),
                        Optional.of(TransportGrade.NONE),
                        evil));
        office.holding().service(mail);

        ReadNotice notice = office.read();
        assertThat(notice.html()).contains("&lt;script&gt;").doesNotContain("<script");
        assertThat(notice.header("X-Evil")).isNull();
        assertThat(notice.plain()).contains("{reference}");
        assertThat(notice.raw.length()).isLessThan(60_000);
    }

    @Test
    void tellsNobodyOfAMailFromTheNullSenderAndWarns() throws Exception {
        FakeMail mail = FakeMail.builder()
                .name("Mail43")
                .recipient("jo@praxis.test")
                .state(Mail.TRANSPORT)
                .mimeMessage(message("Subject: topsecret\n\nx\n"))
                .build();
        office.holding().service(mail);

        assertThat(office.context.getSentMails()).isEmpty();
        assertThat(mail.getState()).isEqualTo(Mail.TRANSPORT);
        assertThat(office.log.lines)
                .singleElement()
                .asString()
                .startsWith("WARN")
                .contains("Mail43", "1 recipients")
                .doesNotContain("topsecret");
    }

    private FakeMail held(String recipient) throws Exception {
        FakeMail mail = mail(recipient);
        new MailRisk(office.policy)
                .note(
                        mail,
                        new Risk(
                                Office.HIGH,
                                List.of(
                                        new RiskReason("iban", 2, "text, attachment 1 (text/plain)", Office.HIGH),
                                        new RiskReason("tag:vertraulich", 1, "subject", Office.HIGH))));
        note(
                mail,
                new Noted(
                        new Decision(Procedure.ASK_SENDER, TransportGrade.QUALIFIED),
                        Optional.of(TransportGrade.MANDATORY),
                        "no DNSSEC for praxis.test"));
        return mail;
    }

    private void classify(Mail mail, RiskClass riskClass) {
        new MailRisk(office.policy).note(mail, new Risk(riskClass, List.of()));
    }

    private static void note(Mail mail, Noted noted) {
        Map<MailAddress, Noted> all = new LinkedHashMap<>();
        mail.getRecipients().forEach(recipient -> all.put(recipient, noted));
        MailDecisions.note(mail, all);
    }
}
