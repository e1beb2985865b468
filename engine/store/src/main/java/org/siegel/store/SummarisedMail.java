package org.siegel.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A mail whose sender is to be told how each recipient got it. Kept encrypted.
 *
 * @param mailName   James's name of it; those of its copies begin with it. Not blank
 * @param sender     who is told
 * @param recipients all of them; not empty
 * @param subject    as it stands in the mail, if it has one
 * @param messageId  with its angle brackets, if there is one
 * @param accepted   when this server took it, in microseconds
 */
public record SummarisedMail(
        String mailName,
        String sender,
        List<String> recipients,
        Optional<String> subject,
        Optional<String> messageId,
        Instant accepted) {

    public SummarisedMail {
        recipients = List.copyOf(recipients);
        if (mailName.isBlank() || recipients.isEmpty()) {
            throw new IllegalArgumentException("A summary needs a mail and recipients");
        }
    }
}
