package org.siegel.policy;

import java.time.LocalDate;
import java.util.Optional;

/**
 * What the officer decided differently for one recipient domain (not its subdomains), for a reason and a time.
 *
 * @param domain         the recipient domain
 * @param requiredGrade  replaces the required grade of every class, if present
 * @param coverMailGrade replaces the grade that wrapped mails need, if present
 * @param reason         why, in the officer's words; not blank
 * @param until          the last day on which it holds
 */
public record DomainException(
        DomainName domain,
        Optional<TransportGrade> requiredGrade,
        Optional<TransportGrade> coverMailGrade,
        String reason,
        LocalDate until) {

    public DomainException {
        if (reason.isBlank()) {
            throw new IllegalArgumentException("An exception needs a reason");
        }
    }

    boolean holdsOn(LocalDate day) {
        return !day.isAfter(until);
    }
}
