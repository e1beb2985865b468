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
 * @param expires    from then on it is no longer to be had; before the year 9999
 */
public record NewPassword(
        String mailName, Optional<String> sender, List<String> recipients, Container.Format format, Instant expires) {

    private static final Instant NEVER = Instant.parse("9999-01-01T00:00:00Z");

    public NewPassword {
        recipients = List.copyOf(recipients);
        if (mailName.isBlank() || recipients.isEmpty()) {
            throw new IllegalArgumentException("A password needs the mail that it is for, and recipients");
        }
        if (!expires.isBefore(NEVER)) {
            throw new IllegalArgumentException("A password must expire");
        }
    }

    NewPassword expiringAt(Instant instant) {
        return new NewPassword(mailName, sender, recipients, format, instant);
    }
}
