package org.siegel.mailets.notice;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.MailDateFormat;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import jakarta.mail.internet.ParseException;
import java.io.UnsupportedEncodingException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.mailet.Mail;
import org.jspecify.annotations.Nullable;

/**
 * What a notice says of the message that it is about. Nothing of it is missed so badly that the notice could not be
 * written without.
 *
 * @param subject     decoded, one line
 * @param messageId   with its angle brackets, if it is one
 * @param arrival     when it came to this server
 * @param headerLines as they stand in the message; a line may be folded
 * @param isReport    whether it is a delivery or disposition notification itself
 */
record OriginalMessage(
        Optional<String> subject,
        Optional<String> messageId,
        Optional<Instant> arrival,
        List<String> headerLines,
        boolean isReport) {

    private static final int LONGEST_SUBJECT = 120;
    private static final Pattern MESSAGE_ID = Pattern.compile("<[\\x21-\\x7e&&[^<>]]{1,250}>");

    OriginalMessage {
        headerLines = List.copyOf(headerLines);
    }

    /** The same under another subject. */
    OriginalMessage withSubject(String other) {
        return new OriginalMessage(
                Optional.of(OneLine.of(other, LONGEST_SUBJECT)), messageId, arrival, headerLines, isReport);
    }

    /** Reads it; what cannot be read is empty. */
    static OriginalMessage of(Mail mail) {
        Optional<Instant> updated = Optional.ofNullable(mail.getLastUpdated()).map(Date::toInstant);
        try {
            MimeMessage message = mail.getMessage();
            if (message != null) {
                return of(message, updated);
            }
        } catch (MessagingException _unreadable) {
            // The sender must learn of the failure all the same.
        }
        return new OriginalMessage(Optional.empty(), Optional.empty(), updated, List.of(), false);
    }

    private static OriginalMessage of(MimeMessage message, Optional<Instant> updated) throws MessagingException {
        return new OriginalMessage(
                first(message, "Subject").map(OriginalMessage::decoded).filter(text -> !text.isEmpty()),
                first(message, "Message-ID")
                        .map(String::strip)
                        .filter(id -> MESSAGE_ID.matcher(id).matches()),
                first(message, "Received").flatMap(OriginalMessage::date).or(() -> updated),
                Collections.list(message.getAllHeaderLines()),
                first(message, "Content-Type").filter(OriginalMessage::isReport).isPresent());
    }

    private static Optional<String> first(MimeMessage message, String field) throws MessagingException {
        String @Nullable [] values = message.getHeader(field);
        return values == null || values.length == 0 ? Optional.empty() : Optional.ofNullable(values[0]);
    }

    private static String decoded(String raw) {
        String text = rawUtf8(MimeUtility.unfold(raw));
        try {
            text = MimeUtility.decodeText(text);
        } catch (UnsupportedEncodingException _unknownCharset) {
            // then as it stands
        }
        return OneLine.of(text, LONGEST_SUBJECT);
    }

    /** Fields come with one character for each byte; bytes beyond ASCII are UTF-8 nowadays, or nothing we know. */
    private static String rawUtf8(String field) {
        if (field.chars().allMatch(c -> c < 0x80) || field.chars().anyMatch(c -> c > 0xff)) {
            return field;
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(field.getBytes(StandardCharsets.ISO_8859_1)))
                    .toString();
        } catch (CharacterCodingException _notUtf8) {
            return field;
        }
    }

    /** The topmost Received field is the one that this server wrote; its date stands behind the last semicolon. */
    private static Optional<Instant> date(String received) {
        String date = received.substring(received.lastIndexOf(';') + 1).strip();
        try {
            return Optional.ofNullable(new MailDateFormat().parse(date)).map(Date::toInstant);
        } catch (java.text.ParseException _noDate) {
            return Optional.empty();
        }
    }

    private static boolean isReport(String contentType) {
        try {
            ContentType type = new ContentType(contentType);
            String report = type.getParameter("report-type");
            return type.match("multipart/report")
                    && report != null
                    && List.of("delivery-status", "disposition-notification").contains(report.toLowerCase(Locale.ROOT));
        } catch (ParseException _noType) {
            return false;
        }
    }
}
