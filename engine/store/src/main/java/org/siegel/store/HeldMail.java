package org.siegel.store;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.siegel.policy.Choice;
import org.siegel.policy.PasswordWay;

/**
 * A mail that waits for a decision, as the question about it needs to know it. Kept encrypted.
 *
 * @param mailName   James's name of it, which is its key in the repository
 * @param repository the URL of James's repository that it lies in
 * @param sender     who is asked
 * @param recipients for whom it waits; not empty
 * @param subject    as it stands in the mail, if it has one
 * @param riskClass  its class
 * @param choices    what may be decided, in the order in which it is offered; not empty
 * @param passwords  what may be decided about the password of a wrapped mail, in the order in which it is offered, what is done
 *                   without a decision first; empty if there is nothing to decide
 * @param why        what led to the question, for people: by language code, each language with the same facts
 */
public record HeldMail(
        String mailName,
        String repository,
        String sender,
        List<String> recipients,
        Optional<String> subject,
        String riskClass,
        List<Choice> choices,
        List<PasswordWay> passwords,
        Map<String, List<Fact>> why) {

    /** One thing that is known, under its label. */
    public record Fact(String label, String value) {}

    /** There is nothing to decide about passwords. */
    public HeldMail(
            String mailName,
            String repository,
            String sender,
            List<String> recipients,
            Optional<String> subject,
            String riskClass,
            List<Choice> choices,
            Map<String, List<Fact>> why) {
        this(mailName, repository, sender, recipients, subject, riskClass, choices, List.of(), why);
    }

    public HeldMail {
        recipients = List.copyOf(recipients);
        choices = List.copyOf(choices);
        passwords = List.copyOf(passwords);
        why = Map.copyOf(why);
        if (mailName.isBlank() || recipients.isEmpty() || choices.isEmpty()) {
            throw new IllegalArgumentException("A question needs a mail, recipients and choices");
        }
    }
}
