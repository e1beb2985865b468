package org.siegel.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a password is kept for.
 *
 * @param mailName   James's name of the mail that was sealed; not blank
 * @param sender     who is told the password; absent for the null sender
 * @param recipients to whom the sealed mail goes; not empty
 * @param format     what it was sealed into
 * @param expires    from then on it is no longer to be had
 */
public record NewPassword(
        String mailName, Optional<String> sender, List<String> recipients, Container.Format format, Instant expires) {

    public NewPassword {
        recipients = List.copyOf(recipients);
        if (mailName.isBlank() || recipients.isEmpty()) {
            throw new IllegalArgumentException("A password needs the mail that it is for, and recipients");
        }
    }

    NewPassword expiringAt(Instant instant) {
        return new NewPassword(mailName, sender, recipients, format, instant);
    }
}
