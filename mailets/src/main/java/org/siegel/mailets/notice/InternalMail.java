package org.siegel.mailets.notice;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UnsupportedEncodingException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.james.core.MailAddress;
import org.apache.mailet.MailetContext;
import org.jspecify.annotations.Nullable;
import org.siegel.matchers.FullDisk;

/** Writes notices as mail and sends them so that nothing ever answers them. */
final class InternalMail {

    private static final String UTF_8 = "UTF-8";
    private static final int RANDOM_BYTES = 16;
    private static final int LONGEST_NAME = 100;

    private final NoticeSettings settings;
    private final String organisation;
    private final Clock clock;
    private final SecureRandom random;

    InternalMail(NoticeSettings settings, String organisation, Clock clock, SecureRandom random) {
        this.settings = settings;
        this.organisation = organisation;
        this.clock = clock;
        this.random = random;
    }

    /** Puts the notice into James's queue, from the null sender (RFC 3834 §3, RFC 3464 §2). */
    void send(MailetContext context, Notice notice) throws MessagingException {
        MimeMessage message = write(notice);
        List<MailAddress> to = List.of(notice.to());
        @Nullable MailAddress nullSender = null; // James's null sender in this method
        FullDisk.outlast(message.getMessageID(), () -> {
            if (settings.processor().isPresent()) {
                context.sendMail(nullSender, to, message, settings.processor().get());
            } else {
                context.sendMail(nullSender, to, message);
            }
        });
    }

    /** The message, ready: it is made of its bytes only. */
    MimeMessage write(Notice notice) throws MessagingException {
        Session session = Session.getInstance(new Properties());
        MimeMessage message = new Draft(session, messageId());
        message.setFrom(from());
        to(message, notice.to());
        if (notice.replyTo().isPresent()) {
            message.setReplyTo(new InternetAddress[] {address(notice.replyTo().get())});
        }
        message.setSubject(notice.subject(), UTF_8);
        message.setSentDate(Date.from(clock.instant()));
        if (notice.answers().isPresent()) {
            message.setHeader("In-Reply-To", notice.answers().get());
            message.setHeader("References", notice.answers().get());
        }
        message.setHeader("Auto-Submitted", "auto-replied"); // RFC 3834 §5
        message.setHeader("X-Auto-Response-Suppress", "All"); // the same for Exchange
        message.setContent(content(notice));
        return bytesOf(message, session);
    }

    private static MimeMessage bytesOf(MimeMessage draft, Session session) throws MessagingException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            draft.saveChanges();
            draft.writeTo(bytes);
        } catch (IOException e) {
            throw new MessagingException("A notice could not be written", e);
        }
        return new MimeMessage(session, new ByteArrayInputStream(bytes.toByteArray()));
    }

    private static MimeMultipart content(Notice notice) throws MessagingException {
        MimeMultipart words = new MimeMultipart("alternative");
        words.addBodyPart(MimeParts.text("plain", PlainForm.of(notice.letter())));
        words.addBodyPart(MimeParts.text("html", HtmlForm.of(notice.letter())));
        if (notice.report().isEmpty()) {
            return words;
        }
        MimeBodyPart first = new MimeBodyPart();
        first.setContent(words);
        MimeMultipart report = new ReportMultipart();
        report.addBodyPart(first);
        for (MimeBodyPart part : notice.report()) {
            report.addBodyPart(part);
        }
        return report;
    }

    private InternetAddress from() throws MessagingException {
        InternetAddress from = address(settings.sender());
        String name = settings.languages().getFirst().text("from", Map.of("organisation", organisation));
        try {
            from.setPersonal(OneLine.of(name, LONGEST_NAME), UTF_8);
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException("UTF-8 is unknown", e);
        }
        return from;
    }

    private static void to(MimeMessage message, MailAddress to) throws MessagingException {
        boolean isOneLine = to.asString().chars().noneMatch(Character::isISOControl);
        if (isOneLine && to.toInternetAddress().isPresent()) {
            message.setRecipient(
                    MimeMessage.RecipientType.TO, to.toInternetAddress().get());
        } else {
            message.setHeader("To", "undisclosed-recipients:;"); // James lets a quoted address hold a line break
        }
    }

    private static InternetAddress address(MailAddress address) throws MessagingException {
        return address.toInternetAddress()
                .orElseThrow(() -> new MessagingException("The sender of notices, " + address.asString()
                        + ", cannot stand in From; set another with <sender>"));
    }

    private String messageId() {
        byte[] bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        return "<" + HexFormat.of().formatHex(bytes) + "@"
                + settings.sender().getDomain().asString() + ">";
    }

    /** Keeps its Message-ID; the mail library's own would tell the names of this host and its user. */
    private static final class Draft extends MimeMessage {

        private final String id;

        Draft(Session session, String id) {
            super(session);
            this.id = id;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", id);
        }
    }
}
