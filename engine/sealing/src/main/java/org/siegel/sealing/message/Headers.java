package org.siegel.sealing.message;

import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.Optional;

/**
 * The header lines that a printed mail shows, decoded and unfolded; empty where the message has none. There is no Bcc on
 * purpose: one recipient must not learn of another who was hidden from him.
 *
 * @param date as written in the message
 * @param sentAt the same with its own zone, if it can be understood
 */
public record Headers(
        String from,
        String sender,
        String to,
        String cc,
        String replyTo,
        String date,
        Optional<OffsetDateTime> sentAt,
        String subject,
        String messageId) {

    public Headers {
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(sender, "sender");
        Objects.requireNonNull(to, "to");
        Objects.requireNonNull(cc, "cc");
        Objects.requireNonNull(replyTo, "replyTo");
        Objects.requireNonNull(date, "date");
        Objects.requireNonNull(sentAt, "sentAt");
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(messageId, "messageId");
    }

    /** Tells nothing of the message. */
    @Override
    public String toString() {
        return "Headers";
    }
}
