package org.siegel.matchers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.apache.james.core.MailAddress;
import org.apache.mailet.Mail;
import org.apache.mailet.Matcher;
import org.apache.mailet.base.test.FakeMail;
import org.apache.mailet.base.test.FakeMatcherConfig;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.siegel.content.RiskClassifier;
import org.siegel.policy.Policy;
import org.siegel.policy.Risk;

/** What is this mail? Over the real classifier and James's own test mails. */
class RiskMatchersTest {
    private static final String PLAIN = "Subject: Hallo\r\n\r\nGuten Tag\r\n";
    private static final String TAGGED = "Subject: [Vertraulich] Vertrag\r\n\r\nGuten Tag\r\n";
    private static final String WITH_IBAN = "Subject: Konto\r\n\r\nIBAN DE89 3704 0044 0532 0130 00\r\n";
    private static final MailAddress RECIPIENT = recipient();

    private static MailAddress recipient() {
        try {
            return new MailAddress("empfaenger@praxis.test");
        } catch (AddressException e) {
            throw new IllegalStateException(e);
        }
    }

    @TempDir
    private Path folder;

    private final Policy policy = Policies.twoClasses();
    private MailClassifier classifier;

    @BeforeEach
    void prepare() {
        classifier = new MailClassifier(policy, new RiskClassifier(policy), WorkFolder.prepare(folder.resolve("work")));
    }

    @Test
    void aTagMatchesByItsName() throws MessagingException {
        assertThat(matched(new RiskTagMatcher(classifier), "", TAGGED)).containsExactly(RECIPIENT);
        assertThat(matched(new RiskTagMatcher(classifier), "geheim, vertraulich", TAGGED))
                .containsExactly(RECIPIENT);
        assertThat(matched(new RiskTagMatcher(classifier), "geheim", TAGGED)).isEmpty();
        assertThat(matched(new RiskTagMatcher(classifier), "", WITH_IBAN)).isEmpty();
    }

    @Test
    void sensitiveContentMatchesByItsKind() throws MessagingException {
        assertThat(matched(new SensitiveContentMatcher(classifier), "", WITH_IBAN))
                .containsExactly(RECIPIENT);
        assertThat(matched(new SensitiveContentMatcher(classifier), "kvnr", WITH_IBAN))
                .isEmpty();
        assertThat(matched(new SensitiveContentMatcher(classifier), "", TAGGED)).isEmpty();
    }

    @Test
    void aClassMatchesOnceTheMailIsClassified() throws MessagingException {
        Mail mail = mail(PLAIN);
        classifier.classify(mail);

        assertThat(matched(new RiskClassMatcher(policy), "normal", mail)).containsExactly(RECIPIENT);
        assertThat(matched(new RiskClassMatcher(policy), "high", mail)).isEmpty();
    }

    @Test
    void aMailThatWasNotClassifiedCountsAsOfTheHighestClass() throws MessagingException {
        assertThat(matched(new RiskClassMatcher(policy), "high", mail(PLAIN))).containsExactly(RECIPIENT);
        assertThat(matched(new RiskClassMatcher(policy), "normal", mail(PLAIN))).isEmpty();
    }

    @Test
    void aMistakeInTheConfigurationStopsTheStart() {
        assertThatThrownBy(() -> matched(new RiskClassMatcher(policy), "hihg", PLAIN))
                .isInstanceOf(MessagingException.class)
                .hasMessageContaining("RiskClassMatcher=hihg")
                .hasMessageContaining("normal, high");
    }

    @Test
    void theRiskSurvivesOnTheMailWithoutWhatWasFound() throws MessagingException {
        Mail mail = mail(WITH_IBAN);
        Risk risk = classifier.classify(mail);

        assertThat(new MailRisk(policy).of(mail.duplicate())).contains(risk);
        assertThat(mail.attributes().map(Object::toString)).noneMatch(text -> text.contains("0440"));
    }

    @Test
    void nothingIsLeftInTheWorkFolder() throws MessagingException {
        classifier.classify(mail("Subject: big\r\n\r\n" + "x".repeat(2_000_000)));

        assertThat(folder.resolve("work")).isEmptyDirectory();
    }

    private static Iterable<MailAddress> matched(Matcher matcher, String condition, String raw)
            throws MessagingException {
        return matched(matcher, condition, mail(raw));
    }

    private static Iterable<MailAddress> matched(Matcher matcher, String condition, Mail mail)
            throws MessagingException {
        matcher.init(FakeMatcherConfig.builder()
                .matcherName(matcher.getClass().getSimpleName())
                .condition(condition)
                .build());
        return List.copyOf(matcher.match(mail));
    }

    private static Mail mail(String raw) throws MessagingException {
        return FakeMail.builder()
                .name("mail")
                .recipient(RECIPIENT)
                .mimeMessage(new MimeMessage(
                        Session.getInstance(new Properties()),
                        new ByteArrayInputStream(raw.getBytes(StandardCharsets.UTF_8))))
                .build();
    }
}
