package org.siegel.store;

import java.util.Optional;

/**
 * One recipient's copy of a mail, in one attempt.
 *
 * @param mailName  James's name of the mail; not blank
 * @param messageId the Message-ID as in the header, if there is one
 * @param sender    the envelope sender; absent for the null sender
 * @param recipient the envelope recipient; not blank
 * @param domain    the recipient's domain or address literal, as the attempt used it
 * @param attempt   1 for the first
 */
public record MailCopy(
        String mailName,
        Optional<String> messageId,
        Optional<String> sender,
        String recipient,
        String domain,
        int attempt) {

    public MailCopy {
        if (mailName.isBlank() || recipient.isBlank() || attempt < 1) {
            throw new IllegalArgumentException("A copy needs a mail name, a recipient and an attempt of at least 1");
        }
    }
}
