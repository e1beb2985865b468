package org.siegel.mailets.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.siegel.mailets.notice.Office.address;
import static org.siegel.mailets.notice.Office.mail;
import static org.siegel.mailets.notice.Office.message;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.InternetHeaders;
import jakarta.mail.internet.MailDateFormat;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.IntStream;
import org.apache.james.core.MailAddress;
import org.apache.mailet.DsnParameters;
import org.apache.mailet.DsnParameters.Notify;
import org.apache.mailet.DsnParameters.RecipientDsnParameters;
import org.apache.mailet.Mail;
import org.apache.mailet.MailetContext;
import org.apache.mailet.base.test.FakeMail;
import org.apache.mailet.base.test.FakeMailetConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.siegel.matchers.Failures;
import org.siegel.matchers.Failures.Failure;
import org.siegel.matchers.MailDecisions;
import org.siegel.matchers.MailRisk;
import org.siegel.matchers.RequireTls;
import org.siegel.policy.Risk;
import org.siegel.policy.RiskReason;

class ReturnToSenderTest {

    private static final String SECRET = "Geheimer Inhalt";

    private final Office office = new Office();

    // --- the message as such

    @Test
    void isAReportWithWordsStatusAndHeaders() throws Exception {
        office.returning().service(mail("jo@praxis.test"));

        ReadNotice notice = office.read();
        ContentType type = new ContentType(notice.message.getContentType());
        assertThat(type.getBaseType()).isEqualTo("multipart/report");
        assertThat(type.getParameter("report-type")).isEqualTo("delivery-status");
        assertThat(notice.parts()).isEqualTo(3);
        assertThat(notice.part(0).getContentType()).startsWith("multipart/alternative");
        assertThat(notice.alternatives().getBodyPart(0).getContentType()).isEqualTo("text/plain; charset=utf-8");
        assertThat(notice.alternatives().getBodyPart(1).getContentType()).isEqualTo("text/html; charset=utf-8");
        assertThat(notice.part(1).getContentType()).isEqualTo("message/delivery-status");
        assertThat(notice.part(2).getContentType()).isEqualTo("text/rfc822-headers");
        assertThat(ReadNotice.text(notice.part(2)))
                .contains("Subject: Termin am Dienstag\r\n")
                .doesNotContain(SECRET);
        assertThat(notice.raw).doesNotContain(SECRET);
    }

    @Test
    void comesFromTheNullSenderAndAnswersTheOriginal() throws Exception {
        FakeMail mail = mail("jo@praxis.test");
        office.returning().service(mail);

        assertThat(office.sent().getSender()).isNull();
        assertThat(office.sent().getRecipients()).containsExactly(address("erika@office.test"));
        ReadNotice notice = office.read();
        InternetAddress from = (InternetAddress) notice.message.getFrom()[0];
        assertThat(from.getAddress()).isEqualTo("postmaster@office.test");
        assertThat(from.getPersonal()).isEqualTo("Postausgang Stadt Musterhausen & Söhne");
        assertThat(notice.header("To")).isEqualTo("erika@office.test");
        assertThat(notice.header("Auto-Submitted")).isEqualTo("auto-replied");
        assertThat(notice.header("X-Auto-Response-Suppress")).isEqualTo("All");
        assertThat(notice.header("In-Reply-To")).isEqualTo("<original-1@office.test>");
        assertThat(notice.header("References")).isEqualTo("<original-1@office.test>");
        assertThat(notice.header("Message-ID")).matches("<[0-9a-f]{32}@office\\.test>");
        assertThat(notice.header("MIME-Version")).isEqualTo("1.0");
        assertThat(notice.message.getSentDate().toInstant()).isEqualTo(Office.NOW);
        assertThat(notice.message.getSubject()).isEqualTo("Nicht zugestellt / Undelivered: Termin am Dienstag");
        assertThat(mail.getState()).isEqualTo(Mail.GHOST);
    }

    @Test
    void goesWhereTheParametersSayAndFromWhom() throws Exception {
        office.returning("sender", "mailadmin@office.test", "processor", "transport", "contact", "Frau Öz, Tel. 12")
                .service(mail("jo@praxis.test"));

        assertThat(office.sent().getState()).isEqualTo("transport");
        assertThat(office.read().header("From")).endsWith("<mailadmin@office.test>");
        assertThat(office.read().flowing()).contains("Bei Fragen: Frau Öz, Tel. 12.");
    }

    // --- delivery status (RFC 3464 §2)

    @Test
    void saysOfEachRecipientWhatWasNoted() throws Exception {
        FakeMail mail = mail("jo@praxis.test", "al@klinik.test");
        Failures.note(
                mail,
                Map.of(
                        address("jo@praxis.test"), new Failure("5.1.1", "550 5.1.1 no such user"),
                        address("al@klinik.test"), new Failure("4.4.7", "no answer from mx1.klinik.test")));
        office.returning("reportingMta", "mx.office.test").service(mail);

        List<InternetHeaders> status = office.read().status();
        assertThat(status).hasSize(3);
        assertThat(field(status.get(0), "Reporting-MTA")).isEqualTo("dns; mx.office.test");
        assertThat(field(status.get(0), "X-Siegel-Reason")).isEqualTo("undeliverable");
        assertThat(field(status.get(1), "Final-Recipient")).isEqualTo("rfc822; jo@praxis.test");
        assertThat(field(status.get(1), "Action")).isEqualTo("failed");
        assertThat(field(status.get(1), "Status")).isEqualTo("5.1.1");
        assertThat(field(status.get(1), "Diagnostic-Code")).isEqualTo("smtp; 550 5.1.1 no such user");
        assertThat(field(status.get(1), "Final-Log-ID")).isEqualTo("Mail42");
        assertThat(field(status.get(2), "Final-Recipient")).isEqualTo("rfc822; al@klinik.test");
        assertThat(field(status.get(2), "Status")).isEqualTo("4.4.7");
        assertThat(field(status.get(2), "Diagnostic-Code")).isEqualTo("X-Siegel; no answer from mx1.klinik.test");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            delayed, 4.4.1, 451 4.4.1 later, delayed, 4.4.1, Verzögert / Delayed: Termin am Dienstag
            relayed, '',    '',              relayed, 2.0.0, Weitergeleitet / Passed on: Termin am Dienstag
            """)
    void aMailThatIsNotAtItsEndIsNotCalledFailed(
            String reason, String noted, String words, String action, String status, String subject) throws Exception {
        FakeMail mail = mail("jo@praxis.test");
        if (!noted.isEmpty()) {
            Failures.note(mail, Map.of(address("jo@praxis.test"), new Failure(noted, words)));
        }
        office.returning("reason", reason).service(mail);

        InternetHeaders recipient = office.read().status().get(1);
        assertThat(field(recipient, "Action")).isEqualTo(action);
        assertThat(field(recipient, "Status")).isEqualTo(status);
        assertThat(office.read().message.getSubject()).isEqualTo(subject);
        assertThat(office.read().flowing()).doesNotContain("eine Adresse nicht zugestellt");
    }

    @Test
    void takesTheArrivalFromOurReceivedFieldOrElseFromTheMail() throws Exception {
        office.returning().service(mail("jo@praxis.test"));
        assertThat(arrival()).isEqualTo(Instant.parse("2026-11-23T13:10:00Z"));

        office.context.resetSentMails();
        office.returning().service(mail(message("Received: nonsense; yesterday\nSubject: x\n\ny\n"), "jo@praxis.test"));
        assertThat(arrival()).isEqualTo(Office.NOW);
    }

    @ParameterizedTest
    @CsvSource({"5.1.1,5.1.1", "4.7.10,4.7.10", "2.0.0,5.0.0", "5.1,5.0.0", "'',5.0.0", "'5.1.1 x',5.0.0"})
    void doesNotPassOnWhatIsNoStatusOfAFailure(String noted, String told) throws Exception {
        FakeMail mail = mail("jo@praxis.test");
        Failures.note(mail, Map.of(address("jo@praxis.test"), new Failure(noted, "words")));
        office.returning().service(mail);

        assertThat(field(office.read().status().get(1), "Status")).isEqualTo(told);
    }

    @ParameterizedTest
    @EnumSource(Reason.class)
    void explainsByItsReasonWhereNothingWasNoted(Reason reason) throws Exception {
        office.returning("reason", reason.configName()).service(mail("jo@praxis.test"));

        ReadNotice notice = office.read();
        assertThat(field(notice.status().get(0), "X-Siegel-Reason")).isEqualTo(reason.configName());
        assertThat(field(notice.status().get(1), "Status")).isEqualTo(reason.status());
        assertThat(notice.status().get(1).getHeader("Diagnostic-Code")).isNull();
        for (Language language : Language.values()) {
            String sentence = Wording.of(language).text("reason." + reason.configName() + ".why");
            assertThat(notice.flowing()).contains(sentence);
            assertThat(notice.html()).contains(HtmlForm.escape(sentence));
        }
    }

    // --- what the sender asked for (RFC 3461 §4)

    @Test
    void tellsNothingOfRecipientsForWhomTheSenderAskedNotToHear() throws Exception {
        FakeMail mail = mail("jo@praxis.test", "al@klinik.test", "bo@klinik.test");
        mail.setDsnParameters(DsnParameters.builder()
                .addRcptParameter(address("jo@praxis.test"), RecipientDsnParameters.of(EnumSet.of(Notify.NEVER)))
                .addRcptParameter(address("al@klinik.test"), RecipientDsnParameters.of(EnumSet.of(Notify.SUCCESS)))
                .addRcptParameter(
                        address("bo@klinik.test"), RecipientDsnParameters.of(EnumSet.of(Notify.FAILURE, Notify.DELAY)))
                .build()
                .orElseThrow());
        office.returning().service(mail);

        ReadNotice notice = office.read();
        assertThat(notice.status()).hasSize(2);
        assertThat(field(notice.status().get(1), "Final-Recipient")).isEqualTo("rfc822; bo@klinik.test");
        assertThat(notice.plain()).doesNotContain("jo@praxis.test", "al@klinik.test");
    }

    @Test
    void endsAMailOfWhichNobodyWantsToHearAndLogsThat() throws Exception {
        FakeMail mail = mail("jo@praxis.test");
        mail.setDsnParameters(DsnParameters.builder()
                .addRcptParameter(address("jo@praxis.test"), RecipientDsnParameters.of(EnumSet.of(Notify.NEVER)))
                .build()
                .orElseThrow());
        office.returning().service(mail);

        assertThat(office.context.getSentMails()).isEmpty();
        assertThat(mail.getState()).isEqualTo(Mail.GHOST);
        assertThat(office.log.lines).singleElement().asString().startsWith("INFO Mail Mail42 ");
    }

    @Test
    void namesEnvelopeAndRecipientAsTheSenderDid() throws Exception {
        FakeMail mail = mail("jo@praxis.test");
        mail.setDsnParameters(DsnParameters.builder()
                .envId(DsnParameters.EnvId.of("QQ+2B314159+0D+0AX:y"))
                .addRcptParameter(address("jo@praxis.test"), RecipientDsnParameters.of(address("liste@praxis.test")))
                .build()
                .orElseThrow());
        office.returning().service(mail);

        List<InternetHeaders> status = office.read().status();
        assertThat(field(status.get(0), "Original-Envelope-Id")).isEqualTo("QQ+314159 X:y");
        assertThat(field(status.get(1), "Original-Recipient")).isEqualTo("rfc822; liste@praxis.test");
        assertThat(field(status.get(1), "Final-Recipient")).isEqualTo("rfc822; jo@praxis.test");
    }

    // --- how much goes back

    @Test
    void returnsNothingOrTheWholeMessageIfConfigured() throws Exception {
        office.returning("attachment", "none").service(mail("jo@praxis.test"));
        assertThat(office.read().parts()).isEqualTo(2);

        office.context.resetSentMails();
        office.returning("attachment", "message").service(mail("jo@praxis.test"));
        assertThat(office.read().part(2).getContentType()).isEqualTo("message/rfc822");
        MimeMessage returned = (MimeMessage) office.read().part(2).getContent();
        assertThat(returned.getSubject()).isEqualTo("Termin am Dienstag");
        assertThat(returned.getContent()).asString().contains(SECRET);
    }

    @Test
    void returnsHeadersWhereTheSenderAskedForHeadersOnly() throws Exception {
        FakeMail mail = mail("jo@praxis.test");
        mail.setDsnParameters(
                DsnParameters.builder().ret(DsnParameters.Ret.HDRS).build().orElseThrow());
        office.returning("attachment", "message").service(mail);

        assertThat(office.read().part(2).getContentType()).isEqualTo("text/rfc822-headers");
    }

    @Test
    void returnsHeadersOfAMailThatRequiredTls() throws Exception {
        Mail mail = mail("jo@praxis.test");
        RequireTls.ask(mail);

        office.returning("attachment", "message").service(mail);

        assertThat(office.read().part(2).getContentType()).startsWith("text/rfc822-headers");
    }

    @Test
    void returnsHeadersOfAMessageTooLargeToReturn() throws Exception {
        String large = "Subject: big\n\n" + ("x".repeat(70) + "\n").repeat(160_000);
        office.returning("attachment", "message").service(mail(message(large), "jo@praxis.test"));

        assertThat(office.read().part(2).getContentType()).isEqualTo("text/rfc822-headers");
    }

    @Test
    void returnsAnEightBitMessageAsItIs() throws Exception {
        office.returning("attachment", "message")
                .service(mail(
                        message("Subject: x\nContent-Type: text/plain; charset=utf-8\n\nGrüße\n"), "jo@praxis.test"));

        assertThat(office.read().raw)
                .contains(
                        "Content-Transfer-Encoding: 8bit",
                        new String("Grüße".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
    }

    // --- what people read

    @ParameterizedTest
    @CsvSource({
        "5.1.1,status.1.1.why",
        "5.1.99,status.1.why",
        "4.4.7,status.4.why",
        "5.2.2,status.2.2.why",
        "5.7.10,status.7.10.why",
        "5.7.26,status.7.why",
        "5.9.9,status.why"
    })
    void saysWhatAStatusMeansInBothLanguages(String status, String key) throws Exception {
        FakeMail mail = mail("jo@praxis.test");
        Failures.note(mail, Map.of(address("jo@praxis.test"), new Failure(status, "the server's own words")));
        office.returning().service(mail);

        assertThat(office.read().flowing())
                .contains(
                        Wording.of(Language.GERMAN).text(key),
                        Wording.of(Language.ENGLISH).text(key))
                .contains("the server's own words (" + status + ")");
    }

    @Test
    void putsGermanBeforeEnglishOrOneOfThemAlone() throws Exception {
        office.returning().service(mail("jo@praxis.test"));
        assertThat(office.read().plain())
                .startsWith("English version below.")
                .containsSubsequence("Ihre Nachricht wurde nicht zugestellt", "Your message was not delivered");

        office.context.resetSentMails();
        office.returning("language", "en").service(mail("jo@praxis.test"));
        assertThat(office.read().plain())
                .startsWith("Your message was not delivered")
                .doesNotContain("Nachricht");
        assertThat(office.read().message.getSubject()).isEqualTo("Undelivered: Termin am Dienstag");

        office.context.resetSentMails();
        office.returning("language", "de").service(mail("jo@praxis.test"));
        assertThat(office.read().html()).contains("<html lang=\"de\">").doesNotContain("delivered");
    }

    @Test
    void tellsWhyThePolicyRefusedByKindsAndCounts() throws Exception {
        FakeMail mail = mail("jo@praxis.test");
        new MailRisk(office.policy)
                .note(mail, new Risk(Office.HIGH, List.of(new RiskReason("iban", 2, "text", Office.HIGH))));
        office.returning("reason", "policy-refused").service(mail);

        assertThat(office.read().flowing())
                .contains("Schutzklasse: high", "Erkannt: 2 × IBAN (Bankverbindung) in: Text", "Found: 2 × IBAN");
    }

    @Test
    void saysThatThePasswordProtectedContentDidNotArriveEither() throws Exception {
        office.returning().service(sealed("erika@office.test"));

        assertThat(office.read().flowing()).contains("mit einem Passwort geschützt (pdf K7Q2)");
    }

    @Test
    void namesASealedMailByTheSubjectThatItsSenderKnows() throws Exception {
        office.subjects = mail -> MailDecisions.sealed(mail).map(_mark -> "Kündigung\r\nBcc: x");
        // the only domain that is local to James's stand-in
        office.returning().service(sealed("erika@localhost"));

        ReadNotice notice = office.read();
        assertThat(notice.message.getSubject()).endsWith(": Kündigung Bcc: x");
        assertThat(notice.plain()).contains("Kündigung Bcc: x").doesNotContain("Termin am Dienstag");
        assertThat(ReadNotice.text(notice.part(2)))
                .as("the header of what was sent")
                .contains("Subject: Termin am Dienstag\r\n");
    }

    @Test
    void whatWasSealedIsNotToldOutsideTheHouse() throws Exception {
        office.subjects = mail -> MailDecisions.sealed(mail).map(_mark -> "Kündigung");
        office.returning().service(sealed("erika@office.test"));

        assertThat(office.read().raw).doesNotContain("ndigung");
        assertThat(office.read().message.getSubject()).endsWith(": Termin am Dienstag");
    }

    private static FakeMail sealed(String sender) throws MessagingException {
        FakeMail mail = Office.mailFrom(sender, message(Office.PLAIN_ORIGINAL), "jo@praxis.test");
        MailDecisions.seal(mail, "pdf+per-recipient K7Q2 " + "00".repeat(32) + " Mail42");
        return mail;
    }

    @Test
    void carriesUmlautsEverywhere() throws Exception {
        FakeMail mail = mail(
                message("Subject: =?utf-8?Q?Gr=C3=BC=C3=9Fe_aus_K=C3=B6ln?=\nX-Raw: Köln\n\nx\n"), "jo@praxis.test");
        Failures.note(mail, Map.of(address("jo@praxis.test"), new Failure("5.7.1", "Ungültige Prüfziffer für Größe")));
        office.returning().service(mail);

        ReadNotice notice = office.read();
        assertThat(notice.message.getSubject()).endsWith(": Grüße aus Köln");
        assertThat(notice.plain()).contains("Grüße aus Köln", "Ungültige Prüfziffer für Größe (5.7.1)");
        assertThat(notice.html()).contains("Grüße aus Köln", "Ungültige Prüfziffer für Größe (5.7.1)");
        String diagnostic = field(notice.status().get(1), "Diagnostic-Code");
        assertThat(diagnostic).matches("\\p{ASCII}+");
        assertThat(MimeUtility.decodeText(diagnostic.substring("X-Siegel; ".length())))
                .isEqualTo("Ungültige Prüfziffer für Größe");
        assertThat(notice.part(2).getContentType()).isEqualTo("text/rfc822-headers");
        assertThat(ReadNotice.text(notice.part(2))).contains("X-Raw: Köln");
        assertThat(notice.raw).matches("(?s)\\p{ASCII}+");
    }

    @Test
    void readsARawUtf8Subject() throws Exception {
        office.returning().service(mail(message("Subject: Grüße 🎉\n\nx\n"), "jo@praxis.test"));

        assertThat(office.read().message.getSubject()).endsWith(": Grüße 🎉");
    }

    // --- many

    @Test
    void tellsOfAThousandRecipientsWithOneReason() throws Exception {
        String[] recipients =
                IntStream.range(0, 1000).mapToObj(i -> "p" + i + "@praxis.test").toArray(String[]::new);
        office.returning().service(mail(recipients));

        ReadNotice notice = office.read();
        assertThat(notice.status()).hasSize(1001);
        assertThat(notice.plain()).contains(recipients).contains("1000 Adressen");
        assertThat(notice.plain().lines()).allMatch(line -> line.length() <= 72);
        assertThat(notice.flowing()).contains("and 980 more addresses, all named above.");
        assertThat(notice.html()).contains(recipients);
    }

    @Test
    void tellsOfAThousandRecipientsWithAReasonEach() throws Exception {
        String[] recipients =
                IntStream.range(0, 1000).mapToObj(i -> "p" + i + "@praxis.test").toArray(String[]::new);
        FakeMail mail = mail(recipients);
        Map<MailAddress, Failure> failures = new LinkedHashMap<>();
        for (String recipient : recipients) {
            failures.put(address(recipient), new Failure("5.1.1", "550 " + recipient + " is unknown"));
        }
        Failures.note(mail, failures);
        office.returning().service(mail);

        ReadNotice notice = office.read();
        assertThat(notice.plain())
                .contains(recipients)
                .contains("550 p9@praxis.test")
                .doesNotContain("550 p10@");
        List<InternetHeaders> status = notice.status();
        assertThat(status).hasSize(1001);
        assertThat(field(status.get(1000), "Diagnostic-Code")).isEqualTo("smtp; 550 p999@praxis.test is unknown");
    }

    // --- hostile and odd

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\r\nBcc: victim@elsewhere.test\r\n\r\nbody",
                "a\nX-Evil: 1",
                "a\rX-Evil: 1",
                "a\u2028b\u2029c\u0085d\u0000e\u000bf",
                "</p><script>alert(1)</script><img src=x onerror=alert(1)>",
                "\u202Egnp.exe\u2066 \u200b",
                "{contact} {reference} $1 \\1 %s %n",
                "--boundary--\r\n\r\n.\r\n",
                "=?utf-8?Q?=0D=0AX-Evil:_1?=",
                "\ud83c broken \udf89"
            })
    void isNotMovedByHostileWords(String words) throws Exception {
        MimeMessage original = message("Subject: placeholder\nMessage-ID: <a@b.test>\n\nx\n");
        original.setHeader("Subject", words);
        FakeMail mail = mail(original, "jo@praxis.test");
        Failures.note(mail, Map.of(address("jo@praxis.test"), new Failure("5.1.1", words)));
        office.returning().service(mail);

        ReadNotice notice = office.read();
        assertThat(notice.headerNames())
                .containsExactlyInAnyOrder(
                        "Date",
                        "From",
                        "To",
                        "Message-ID",
                        "In-Reply-To",
                        "References",
                        "Subject",
                        "MIME-Version",
                        "Content-Type",
                        "Auto-Submitted",
                        "X-Auto-Response-Suppress");
        assertThat(notice.parts()).isEqualTo(3);
        List<InternetHeaders> status = notice.status();
        assertThat(status).hasSize(2);
        assertThat(Collections.list(status.get(1).getAllHeaders()))
                .extracting(header -> header.getName())
                .containsExactly("Final-Recipient", "Action", "Status", "Diagnostic-Code", "Final-Log-ID");
        assertThat(notice.html()).doesNotContain("<script", "<img", "\u202e", "\u2066");
        assertThat(notice.message.getSubject()).doesNotContain("\r", "\n", "\u202e", "\u0000");
        assertThat(notice.flowing()).doesNotContain("Mail42 $1");
    }

    @Test
    void isNotMovedByAddressesWithLineBreaks() throws Exception {
        MailAddress evil = address("\"a\\\rBcc: victim@elsewhere.test\"@office.test");
        assertThat(evil.asString()).contains("\r");
        FakeMail mail = FakeMail.builder()
                .name("Mail42")
                .sender(evil)
                .recipients(evil)
                .mimeMessage(message("Subject: x\n\ny\n"))
                .build();
        office.returning().service(mail);

        ReadNotice notice = office.read();
        assertThat(office.sent().getRecipients()).containsExactly(evil);
        assertThat(notice.header("Bcc")).isNull();
        assertThat(notice.header("To")).isEqualTo("undisclosed-recipients:;");
        assertThat(notice.status()).hasSize(2);
        assertThat(notice.status().get(1).getHeader("Bcc")).isNull();
        assertThat(notice.raw.replace("\r\n", "")).doesNotContain("\r", "\n");
    }

    @Test
    void cutsWhatIsTooLong() throws Exception {
        String word = "Ü" + "w".repeat(10_000);
        FakeMail mail = mail(message("Subject: " + word + "\n\nx\n"), "jo@praxis.test");
        Failures.note(mail, Map.of(address("jo@praxis.test"), new Failure("5.1.1", word)));
        office.returning().service(mail);

        ReadNotice notice = office.read();
        assertThat(notice.message.getSubject().length()).isLessThan(200);
        assertThat(notice.message.getSubject()).endsWith("w…");
        assertThat(notice.flowing()).contains("w… (5.1.1)");
        assertThat(notice.raw.length()).isLessThan(60_000);
        assertThat(notice.raw.lines()).allMatch(line -> line.length() <= 998);
        String headers = notice.raw.substring(0, notice.raw.indexOf("\r\n\r\n"));
        assertThat(headers.lines()).allMatch(line -> line.length() <= 100);
    }

    @Test
    void returnsNoMoreThanTheFirstHeadersOfAFlood() throws Exception {
        String flood = IntStream.range(0, 20_000)
                .mapToObj(i -> "X-" + i + ": flood")
                .reduce("", (a, b) -> a.length() > 400_000 ? a : a + b + "\n");
        office.returning().service(mail(message("Subject: x\n" + flood + "\ny\n"), "jo@praxis.test"));

        assertThat(ReadNotice.text(office.read().part(2)).length()).isBetween(60_000, 65_536);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "Message-ID: \n", "Message-ID: no brackets\n", "Message-ID: <a b@c>\n", "Message-ID: <ü@c>\n"
            })
    void answersNothingWhereThereIsNoMessageId(String field) throws Exception {
        office.returning().service(mail(message(field + "Subject: x\n\ny\n"), "jo@praxis.test"));

        assertThat(office.read().header("In-Reply-To")).isNull();
        assertThat(office.read().header("References")).isNull();
    }

    @Test
    void isWrittenWithoutASubject() throws Exception {
        office.returning().service(mail(message("X: y\n\nz\n"), "jo@praxis.test"));

        assertThat(office.read().message.getSubject()).isEqualTo("Nicht zugestellt / Undelivered");
        assertThat(office.read().plain()).contains("Betreff: (ohne Betreff)");
    }

    @Test
    void isWrittenOfAMessageThatCannotBeRead() throws Exception {
        FakeMail mail = mail(new Unreadable(), "jo@praxis.test");
        office.returning("attachment", "message").service(mail);

        assertThat(office.read().parts()).isEqualTo(2);
        assertThat(office.read().plain()).contains("jo@praxis.test");
        assertThat(mail.getState()).isEqualTo(Mail.GHOST);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no header at all",
                "\n\n\n",
                ":\n: \n\n",
                "Content-Type: multipart/report; report-type\nSubject: =?nope?Q?x?=\n\n"
            })
    void isWrittenOfGarbage(String garbage) throws Exception {
        office.returning().service(mail(message(garbage), "jo@praxis.test"));

        assertThat(office.read().status()).hasSize(2);
    }

    // --- nobody to tell

    @Test
    void keepsAMailFromTheNullSenderAndWarns() throws Exception {
        FakeMail mail = FakeMail.builder()
                .name("Mail43")
                .recipients("jo@praxis.test", "al@klinik.test")
                .mimeMessage(message("Subject: topsecret\n\nx\n"))
                .build();
        office.returning("reason", "policy-refused").service(mail);

        assertThat(office.context.getSentMails()).isEmpty();
        assertThat(mail.getState()).isEqualTo("undeliverable");
        assertThat(mail.getRecipients()).hasSize(2);
        assertThat(office.log.lines)
                .singleElement()
                .asString()
                .startsWith("WARN")
                .contains("Mail43", "2 recipients", "policy-refused", "null sender")
                .doesNotContain("topsecret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"delivery-status", "\"Delivery-Status\"", "disposition-notification"})
    void doesNotAnswerANotificationEvenIfItHasASender(String kind) throws Exception {
        FakeMail mail = mail(
                message("Subject: x\nContent-Type: multipart/report; boundary=b; report-type=" + kind + "\n\nx\n"),
                "jo@praxis.test");
        office.returning("nullSenderProcessor", "kept").service(mail);

        assertThat(office.context.getSentMails()).isEmpty();
        assertThat(mail.getState()).isEqualTo("kept");
        assertThat(office.log.lines).hasSize(1);
    }

    // --- our own faults

    @Test
    void doesNotEndTheMailIfTheNoticeCannotBeSent() throws Exception {
        FakeMail mail = mail("jo@praxis.test");
        ReturnToSender mailet = office.returning();
        MailetContext full = (MailetContext) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {MailetContext.class}, (_proxy, method, arguments) -> {
                    if (method.getName().equals("sendMail")) {
                        throw new MessagingException("the queue is full");
                    }
                    return method.invoke(office.context, arguments);
                });
        mailet.init(FakeMailetConfig.builder().mailetContext(full).build());

        assertThatThrownBy(() -> mailet.service(mail)).hasMessage("the queue is full");
        assertThat(mail.getState()).isEqualTo(Mail.TRANSPORT);
    }

    @ParameterizedTest
    @CsvSource({
        "reason,because,<reason>",
        "language,fr,<language>",
        "attachment,all,<attachment>",
        "sender,nobody at all,<sender>",
        "resaon,policy-refused,resaon"
    })
    void stopsTheStartAtAWrongParameter(String name, String value, String named) {
        assertThatThrownBy(() -> office.returning(name, value))
                .isInstanceOf(MessagingException.class)
                .hasMessageContaining(named);
    }

    private Instant arrival() throws Exception {
        String date = field(office.read().status().get(0), "Arrival-Date");
        return new MailDateFormat().parse(date).toInstant();
    }

    private static String field(InternetHeaders headers, String name) {
        return MimeUtility.unfold(headers.getHeader(name, null));
    }

    /** Fails at whatever is asked of it. */
    private static final class Unreadable extends MimeMessage {

        Unreadable() {
            super(Session.getInstance(new Properties()));
        }

        @Override
        public String[] getHeader(String name) throws MessagingException {
            throw new MessagingException("The file is gone");
        }

        @Override
        public Enumeration<String> getAllHeaderLines() throws MessagingException {
            throw new MessagingException("The file is gone");
        }

        @Override
        protected InputStream getContentStream() throws MessagingException {
            throw new MessagingException("The file is gone");
        }
    }
}
