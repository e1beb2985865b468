package org.siegel.mailets.notice;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.apache.james.core.MailAddress;
import org.apache.mailet.Mail;
import org.apache.mailet.Mailet;
import org.apache.mailet.base.test.FakeMail;
import org.apache.mailet.base.test.FakeMailContext;
import org.apache.mailet.base.test.FakeMailContext.SentMail;
import org.apache.mailet.base.test.FakeMailetConfig;
import org.siegel.policy.ClassRule;
import org.siegel.policy.ContentRules;
import org.siegel.policy.MxTrust;
import org.siegel.policy.Policy;
import org.siegel.policy.Procedure;
import org.siegel.policy.RiskClass;
import org.siegel.policy.TransportGrade;
import org.siegel.policy.TransportRules;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;

/** An organisation with a policy, a mail context and a log, whose mailets are tried. */
final class Office {

    static final Instant NOW = Instant.parse("2026-11-23T13:14:15Z");
    static final RiskClass NORMAL = new RiskClass("normal", 0);
    static final RiskClass HIGH = new RiskClass("high", 1);
    static final RiskClass VERY_HIGH = new RiskClass("very-high", 2);
    static final String PLAIN_ORIGINAL = """
            Received: from client.office.test by gateway.office.test; Mon, 23 Nov 2026 14:10:00 +0100
            From: Erika Muster <erika@office.test>
            To: jo@praxis.test
            Subject: Termin am Dienstag
            Message-ID: <original-1@office.test>
            Content-Type: text/plain

            Geheimer Inhalt
            """;

    final Policy policy = policy(Map.of("vertraulich", HIGH, "verschlüsseln", VERY_HIGH, "geheim", VERY_HIGH));
    final Clock clock = Clock.fixed(NOW, ZoneId.of("Europe/Berlin"));
    final FakeMailContext context = FakeMailContext.builder()
            .postmaster(address("postmaster@office.test"))
            .build();
    final Log log = new Log();

    /** What a sealed mail was called before. */
    SubjectBeforeSealing subjects = _mail -> Optional.empty();

    static Policy policy(Map<String, RiskClass> tags) {
        return new Policy(
                "test",
                "Stadt Musterhausen & Söhne",
                List.of(NORMAL, HIGH, VERY_HIGH),
                NORMAL,
                new ContentRules(tags, List.of(), List.of(), List.of(), NORMAL),
                Map.of(
                        NORMAL, new ClassRule(TransportGrade.MANDATORY, Procedure.DELIVER, Procedure.REFUSE),
                        HIGH, new ClassRule(TransportGrade.QUALIFIED, Procedure.DELIVER, Procedure.ASK_SENDER),
                        VERY_HIGH,
                                new ClassRule(
                                        TransportGrade.QUALIFIED, Procedure.PASSWORD_PDF, Procedure.PASSWORD_PDF)),
                List.of(),
                new TransportRules(
                        "bsi-practical",
                        Set.of(MxTrust.DNSSEC),
                        List.of(),
                        TransportGrade.MANDATORY,
                        Duration.ofHours(4)));
    }

    /** A mailet with parameters, as name, value, name, value. */
    ReturnToSender returning(String... parameters) throws MessagingException {
        return started(new ReturnToSender(policy, subjects, clock, new SecureRandom(), log), parameters);
    }

    HoldNotice holding(String... parameters) throws MessagingException {
        return started(new HoldNotice(policy, clock, new SecureRandom(), log), parameters);
    }

    private <T extends Mailet> T started(T mailet, String... parameters) throws MessagingException {
        FakeMailetConfig.Builder config =
                FakeMailetConfig.builder().mailetName("Tried").mailetContext(context);
        for (int i = 0; i < parameters.length; i += 2) {
            config.setProperty(parameters[i], parameters[i + 1]);
        }
        mailet.init(config.build());
        return mailet;
    }

    static FakeMail mail(MimeMessage message, String... recipients) throws MessagingException {
        return mailFrom("erika@office.test", message, recipients);
    }

    static FakeMail mailFrom(String sender, MimeMessage message, String... recipients) throws MessagingException {
        return FakeMail.builder()
                .name("Mail42")
                .sender(sender)
                .recipients(recipients)
                .mimeMessage(message)
                .lastUpdated(Date.from(NOW))
                .state(Mail.TRANSPORT)
                .build();
    }

    static FakeMail mail(String... recipients) throws MessagingException {
        return mail(message(PLAIN_ORIGINAL), recipients);
    }

    static MimeMessage message(String text) throws MessagingException {
        return new MimeMessage(
                Session.getInstance(new Properties()),
                new ByteArrayInputStream(text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8)));
    }

    static MailAddress address(String text) {
        try {
            return new MailAddress(text);
        } catch (MessagingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    SentMail sent() {
        List<SentMail> all = context.getSentMails();
        if (all.size() != 1) {
            throw new AssertionError("Not one mail was sent, but " + all.size());
        }
        return all.getFirst();
    }

    /** The one mail that was sent, read again from its bytes. */
    ReadNotice read() throws MessagingException, IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        sent().getMsg().writeTo(bytes);
        return new ReadNotice(bytes.toByteArray());
    }

    /** Keeps what is logged. */
    static final class Log extends LegacyAbstractLogger {

        private static final long serialVersionUID = 1;

        final transient List<String> lines = new ArrayList<>();

        @Override
        protected String getFullyQualifiedCallerName() {
            return Log.class.getName();
        }

        @Override
        protected void handleNormalizedLoggingCall(
                Level level, Marker marker, String pattern, Object[] arguments, Throwable throwable) {
            lines.add(level + " " + MessageFormatter.basicArrayFormat(pattern, arguments));
        }

        @Override
        public boolean isTraceEnabled() {
            return true;
        }

        @Override
        public boolean isDebugEnabled() {
            return true;
        }

        @Override
        public boolean isInfoEnabled() {
            return true;
        }

        @Override
        public boolean isWarnEnabled() {
            return true;
        }

        @Override
        public boolean isErrorEnabled() {
            return true;
        }
    }
}
