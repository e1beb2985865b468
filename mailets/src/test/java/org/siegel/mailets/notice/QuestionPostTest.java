package org.siegel.mailets.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.siegel.mailets.notice.Office.address;

import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.mailet.Mail;
import org.apache.mailet.base.GenericMailet;
import org.apache.mailet.base.test.FakeMail;
import org.apache.mailet.base.test.FakeMailetConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.siegel.mailets.Organisation;
import org.siegel.matchers.Ambience;
import org.siegel.matchers.MailDecisions;
import org.siegel.matchers.MailRisk;
import org.siegel.policy.AskRules;
import org.siegel.policy.Decision;
import org.siegel.policy.Policy;
import org.siegel.policy.Procedure;
import org.siegel.policy.Risk;
import org.siegel.policy.RiskReason;
import org.siegel.policy.TransportGrade;
import org.siegel.store.HeldMail;
import org.siegel.store.Question;
import org.siegel.store.QuestionState;
import org.siegel.store.QuestionToken;
import org.siegel.store.SignInCode;
import org.siegel.store.SignInStore;

/** What senders are asked, in German and English, as text and HTML, and what they are told about their answers. */
class QuestionPostTest {

    private static final URI PAGE = URI.create("https://post.office.test/a/" + "0v".repeat(26));
    private static final String REPLIES = "answer-" + "0v".repeat(26) + "@answers.office.test";

    private final Office office = new Office();
    private final Policy policy = Organisation.policy(Organisation.allChoices(Optional.empty()));

    @Test
    void saysToWhomWhyUntilWhenAndWhatCanBeChosen() throws Exception {
        ask("both", true, true, false);

        ReadNotice question = office.read();
        question.keep("letter-question");
        assertThat(office.sent().getRecipients()).containsExactly(address("erika@office.test"));
        assertThat(question.message.getSubject())
                .isEqualTo("Bitte entscheiden / Please decide: Vertrag mit der Praxis <b>Jo</b>");
        assertThat(question.header("Reply-To")).isEqualTo(REPLIES);
        assertThat(question.header("Auto-Submitted")).isEqualTo("auto-replied");
        assertThat(question.flowing())
                .contains("jo@praxis.test", "empfang@praxis.test")
                .contains("2 × IBAN (Bankverbindung)")
                .contains("no DNSSEC for praxis.test")
                .contains("Entscheiden Sie bis 26. November 2026, 14:14 MEZ.")
                .contains("Danach bekommen Sie die Nachricht zurück")
                .contains("Mit Passwort geschützt senden, als PDF.")
                .contains("(Antwort: SENDEN und dahinter der Grund, in einer Zeile)")
                .contains("(reply: WITHDRAW)")
                .contains(PAGE.toString())
                .doesNotContain("Geheimer Inhalt");
        assertThat(question.html())
                .contains("href=\"" + PAGE + "\"")
                .contains("&lt;b&gt;Jo&lt;/b&gt;")
                .doesNotContain("<b>");
    }

    @ParameterizedTest
    @CsvSource({"de, Bitte entscheiden: Vertrag, Please", "en, Please decide: Vertrag, Bitte entscheiden"})
    void speaksOneLanguageIfThatIsWanted(String language, String subject, String other) throws Exception {
        ask(language, true, true, false);

        ReadNotice question = office.read();
        question.keep("letter-question-" + language);
        assertThat(question.message.getSubject()).startsWith(subject);
        assertThat(question.flowing()).doesNotContain(other);
    }

    @Test
    void remindsInOtherWords() throws Exception {
        ask("de", true, false, true);

        ReadNotice question = office.read();
        question.keep("letter-reminder-de");
        assertThat(question.message.getSubject()).startsWith("Erinnerung: bitte entscheiden");
        assertThat(question.header("Reply-To")).isNull();
        assertThat(question.flowing())
                .contains("wartet noch auf Ihre Entscheidung")
                .doesNotContain("(Antwort:");
    }

    @Test
    void whoCanNeitherOpenAPageNorReplyIsToldWhomToAsk() throws Exception {
        ask("de", false, false, false);

        ReadNotice question = office.read();
        question.keep("letter-nobody-de");
        assertThat(question.flowing())
                .contains("Nennen Sie die Vorgangsnummer Mail42. Kontakt: postmaster@office.test")
                .doesNotContain("Jetzt entscheiden");
    }

    @ParameterizedTest
    @CsvSource({
        "taken, So wird es gemacht",
        "late, Darüber ist schon entschieden",
        "unclear, Ihre Antwort war nicht zu verstehen",
        "reason, Es fehlt noch ein Grund",
        "unknown, Diese Frage gibt es nicht"
    })
    void tellsWhatBecameOfAnAnswer(String outcome, String title) throws Exception {
        post("both")
                .tell(
                        office.context,
                        Office.mail(REPLIES),
                        outcome.equals("unknown") ? Optional.empty() : Optional.of(question(mail())),
                        outcome);

        ReadNotice told = office.read();
        told.keep("letter-answer-" + outcome);
        assertThat(told.flowing()).contains(title).doesNotContain("Geheimer Inhalt");
        if (!outcome.equals("unknown")) {
            assertThat(told.flowing()).contains("Vertrag mit der Praxis").contains("SENDEN: Über eine verschlüsselte");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "both, Code zum Anmelden / Code to sign in: Vertrag",
        "de, Code zum Anmelden: Vertrag",
        "en, Code to sign in: Vertrag"
    })
    void sendsACodeThatStandsInTheTextAndNotInTheSubject(String language, String subject) throws Exception {
        post(language)
                .sendCode(
                        office.context,
                        question(mail()),
                        new SignInStore.NewCode(
                                SignInCode.parse("01234567").orElseThrow(),
                                QuestionToken.parse("0v".repeat(26)).orElseThrow(),
                                Office.NOW.plus(Duration.ofMinutes(10))));

        ReadNotice letter = office.read();
        letter.keep("letter-code-" + language);
        assertThat(office.sent().getRecipients()).containsExactly(address("erika@office.test"));
        assertThat(letter.message.getSubject()).startsWith(subject).doesNotContain("0123");
        assertThat(letter.header("Auto-Submitted")).isEqualTo("auto-replied");
        assertThat(letter.flowing())
                .contains("Code: 0123 4567", "14:24", "Vertrag mit der Praxis", "postmaster@office.test")
                .doesNotContain("0v0v");
        assertThat(letter.html()).contains("0123 4567").doesNotContain("0v0v", "<b>");
    }

    private void ask(String language, boolean hasPage, boolean hasReplies, boolean isReminder) throws Exception {
        Mail mail = mail();
        post(language)
                .ask(
                        office.context,
                        mail,
                        new QuestionPost.Enquiry(
                                question(mail),
                                hasPage ? Optional.of(PAGE) : Optional.empty(),
                                hasReplies ? Optional.of(address(REPLIES)) : Optional.empty(),
                                isReminder));
    }

    private QuestionPost post(String language) throws Exception {
        GenericMailet mailet = new GenericMailet() {
            @Override
            public void service(Mail mail) {
                throw new UnsupportedOperationException();
            }
        };
        mailet.init(FakeMailetConfig.builder()
                .mailetName("HoldAndAskSender")
                .mailetContext(office.context)
                .setProperty("language", language)
                .build());
        return QuestionPost.of(mailet, policy, new Ambience(office.clock, new SecureRandom()));
    }

    private Question question(Mail mail) {
        AskRules rules = policy.asking();
        return new Question(
                "q1",
                "node-1",
                new HeldMail(
                        mail.getName(),
                        "file://var/mail/held/",
                        "erika@office.test",
                        List.of("jo@praxis.test", "empfang@praxis.test"),
                        QuestionPost.subject(mail),
                        "high",
                        rules.choicesFor(Organisation.HIGH),
                        Map.of()),
                Office.NOW,
                Office.NOW.plus(Duration.ofDays(3)),
                QuestionState.WAITING,
                Optional.empty(),
                Optional.empty(),
                false);
    }

    private Mail mail() throws Exception {
        FakeMail mail = Office.mail(
                Office.message(Office.PLAIN_ORIGINAL.replace("Termin am Dienstag", "Vertrag mit der Praxis <b>Jo</b>")),
                "jo@praxis.test",
                "empfang@praxis.test");
        new MailRisk(policy)
                .note(
                        mail,
                        new Risk(
                                Organisation.HIGH,
                                List.of(
                                        new RiskReason("iban", 2, "text, attachment 1 (text/plain)", Organisation.HIGH),
                                        new RiskReason("tag:vertraulich", 1, "subject", Organisation.HIGH))));
        MailDecisions.Noted noted = new MailDecisions.Noted(
                new Decision(Procedure.ASK_SENDER, TransportGrade.QUALIFIED),
                Optional.of(TransportGrade.MANDATORY),
                "no DNSSEC for praxis.test");
        MailDecisions.note(mail, Map.of(address("jo@praxis.test"), noted, address("empfang@praxis.test"), noted));
        return mail;
    }
}
