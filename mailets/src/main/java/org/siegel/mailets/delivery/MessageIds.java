package org.siegel.mailets.delivery;

import jakarta.mail.MessagingException;
import java.util.Optional;
import org.apache.mailet.Mail;

/** The Message-ID of a mail. */
final class MessageIds {

    private MessageIds() {}

    static Optional<String> of(Mail mail) throws MessagingException {
        return Optional.ofNullable(mail.getMessage()).isPresent()
                ? Optional.ofNullable(mail.getMessage().getMessageID())
                        .map(String::strip)
                        .filter(id -> !id.isEmpty())
                : Optional.empty();
    }
}
