package org.siegel.mailets.delivery;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.util.Optional;
import org.apache.mailet.Attribute;
import org.apache.mailet.AttributeName;
import org.apache.mailet.AttributeUtils;
import org.apache.mailet.AttributeValue;
import org.apache.mailet.Mail;

/** The Message-ID that the sender's own copy of a mail has: what somebody who asks for its evidence can know. */
public final class MessageIds {

    private static final AttributeName ORIGINAL = AttributeName.of("siegel.message-id");

    private MessageIds() {}

    /** Notes it on the mail, before another message takes the place of the sender's. */
    public static void keep(Mail mail) throws MessagingException {
        of(mail).ifPresent(id -> mail.setAttribute(new Attribute(ORIGINAL, AttributeValue.of(id))));
    }

    static Optional<String> of(Mail mail) throws MessagingException {
        Optional<String> kept = AttributeUtils.getValueAndCastFromMail(mail, ORIGINAL, String.class);
        if (kept.isPresent()) {
            return kept;
        }
        MimeMessage message = mail.getMessage();
        return message == null
                ? Optional.empty()
                : Optional.ofNullable(message.getMessageID()).map(String::strip).filter(id -> !id.isEmpty());
    }
}
