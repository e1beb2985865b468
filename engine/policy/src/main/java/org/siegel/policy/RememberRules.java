package org.siegel.policy;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/**
 * Which answers of senders count for later mails too, so that nobody is asked twice for the same thing.
 *
 * @param choices  that may be remembered; something is sent by each of them
 * @param reach    whose later mails they count for
 * @param validity how long
 */
public record RememberRules(Set<Choice> choices, Reach reach, Duration validity) {

    private static final Set<Choice> SENDING = EnumSet.of(Choice.PASSWORD_PDF, Choice.PASSWORD_ZIP, Choice.SEND);
    private static final Duration SHORTEST = Duration.ofHours(1);

    /** Whose later mails an answer counts for. */
    public enum Reach {
        /** Of the sender who gave it. */
        SENDER,
        /** Of everybody in the organisation. */
        ALL
    }

    public RememberRules {
        choices = Set.copyOf(choices);
        if (choices.isEmpty() || !SENDING.containsAll(choices)) {
            throw new IllegalArgumentException(
                    "only password-pdf, password-zip and send can be remembered: a mail that waits or is not sent must be"
                            + " decided on by itself");
        }
        if (validity.compareTo(SHORTEST) < 0) {
            throw new IllegalArgumentException("an answer must be remembered for an hour at least");
        }
    }
}
