package org.siegel.store;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.siegel.policy.Choice;

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
        Map<String, List<Fact>> why) {

    /** One thing that is known, under its label. */
    public record Fact(String label, String value) {}

    public HeldMail {
        recipients = List.copyOf(recipients);
        choices = List.copyOf(choices);
        why = Map.copyOf(why);
        if (mailName.isBlank() || recipients.isEmpty() || choices.isEmpty()) {
            throw new IllegalArgumentException("A question needs a mail, recipients and choices");
        }
    }
}
