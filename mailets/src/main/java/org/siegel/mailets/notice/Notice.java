package org.siegel.mailets.notice;

import jakarta.mail.internet.MimeBodyPart;
import java.util.List;
import java.util.Optional;
import org.apache.james.core.MailAddress;

/**
 * One notice before it is a message.
 *
 * @param to      reads it
 * @param subject one line
 * @param answers the Message-ID of the message that it is about
 * @param letter  what is read
 * @param report  what makes it a delivery status notification: the delivery-status part, and what of the original is
 *                returned (RFC 6522 §3); empty for a notice that is none
 * @param replyTo where answers go; empty for where they go anyway
 */
record Notice(
        MailAddress to,
        String subject,
        Optional<String> answers,
        Letter letter,
        List<MimeBodyPart> report,
        Optional<MailAddress> replyTo) {

    Notice {
        report = List.copyOf(report);
    }

    /** Nobody needs to answer it. */
    Notice(MailAddress to, String subject, Optional<String> answers, Letter letter, List<MimeBodyPart> report) {
        this(to, subject, answers, letter, report, Optional.empty());
    }
}
