package org.siegel.mailets;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.apache.mailet.Mail;
import org.apache.mailet.base.test.FakeMail;
import org.apache.mailet.base.test.FakeMailetConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.siegel.content.RiskClassifier;
import org.siegel.matchers.MailClassifier;
import org.siegel.matchers.MailRisk;
import org.siegel.matchers.WorkFolder;
import org.siegel.policy.ClassRule;
import org.siegel.policy.ContentRules;
import org.siegel.policy.NotScanned;
import org.siegel.policy.OwnRules;
import org.siegel.policy.Policy;
import org.siegel.policy.Procedure;
import org.siegel.policy.RiskClass;
import org.siegel.policy.TagRules;
import org.siegel.policy.TransportGrade;
import org.siegel.policy.TransportRules;

/** Tags are gone from the subject, their meaning stays on the mail, and every other octet stays in it. */
class StripSubjectTagsTest {

    private static final RiskClass NORMAL = new RiskClass("normal", 0);
    private static final RiskClass HIGH = new RiskClass("high", 1);
    private static final String REST =
            "X-Odd :  kept\r\n as it is\r\n\r\nSubject: [vertraulich]\r\n\r\nrest \u00e4\r\n";

    @TempDir
    Path folder;

    private final Policy policy = policy();

    @Test
    void theTagIsGoneAndItsClassIsNoted() throws Exception {
        Mail mail = mail("Subject: =?utf-8?Q?[Vertraulich]_Gr=C3=BC=C3=9Fe?=\r\n" + REST);
        strip(mail);
        assertThat(raw(mail)).isEqualTo("Subject: =?utf-8?Q?Gr=C3=BC=C3=9Fe?=\r\n" + REST);
        assertThat(new MailRisk(policy).of(mail).orElseThrow().riskClass()).isEqualTo(HIGH);
        // a mail that comes by again is still what its tag said
        strip(mail);
        assertThat(new MailRisk(policy).of(mail).orElseThrow().riskClass()).isEqualTo(HIGH);
    }

    @Test
    void whatThePolicyDoesNotStripStays() throws Exception {
        Mail mail = mail("Subject: [intern] Antrag\r\n" + REST);
        MimeMessage before = mail.getMessage();
        strip(mail);
        assertThat(mail.getMessage()).isSameAs(before);
    }

    private void strip(Mail mail) throws Exception {
        WorkFolder work = WorkFolder.prepare(folder.resolve("work"));
        RiskClassifier classifier = new RiskClassifier(policy);
        StripSubjectTags mailet = new StripSubjectTags(new MailClassifier(policy, classifier, work), classifier, work);
        mailet.init(FakeMailetConfig.builder().build());
        mailet.service(mail);
        try (var left = Files.list(work.path())) {
            assertThat(left).isEmpty();
        }
    }

    private static Policy policy() {
        ContentRules rules = new ContentRules(
                Map.of("vertraulich", HIGH, "intern", NORMAL),
                List.of(),
                List.of(),
                List.of(),
                new NotScanned(NORMAL),
                OwnRules.NONE,
                new TagRules(Set.of(), Set.of("vertraulich"), Map.of(), List.of(), Map.of()));
        ClassRule rule = new ClassRule(TransportGrade.QUALIFIED, Procedure.DELIVER, Procedure.ASK_SENDER);
        return new Policy(
                "test",
                "Amt",
                List.of(NORMAL, HIGH),
                NORMAL,
                rules,
                Map.of(NORMAL, rule, HIGH, rule),
                List.of(),
                new TransportRules("test", Set.of(), List.of(), TransportGrade.NONE, Duration.ZERO));
    }

    private static Mail mail(String message) throws Exception {
        MimeMessage mime = new MimeMessage(
                Session.getInstance(new Properties()),
                new ByteArrayInputStream(message.getBytes(StandardCharsets.ISO_8859_1)));
        return FakeMail.builder()
                .name("mail")
                .recipient("jo@praxis.test")
                .mimeMessage(mime)
                .build();
    }

    private static String raw(Mail mail) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        mail.getMessage().writeTo(out);
        return out.toString(StandardCharsets.ISO_8859_1);
    }
}
