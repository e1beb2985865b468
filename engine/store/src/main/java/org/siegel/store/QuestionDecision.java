package org.siegel.store;

import java.time.Instant;
import java.util.Locale;
import org.siegel.policy.Choice;

/**
 * What was decided on a mail that waits.
 *
 * @param choice what shall be done
 * @param by     who decided
 * @param at     when
 * @param words  the reason that was given; may be empty. Control characters become blanks, and it ends after 500 characters
 */
public record QuestionDecision(Choice choice, By by, Instant at, String words) {

    private static final int LONGEST_WORDS = 500;

    /** Who decided. */
    public enum By {
        /** The sender, on the page. */
        PAGE,
        /** The sender, by mail. */
        REPLY,
        /** An administrator. */
        ADMINISTRATOR,
        /** Nobody in time: what the policy says then. */
        EXPIRY,
        /** The sender or somebody else, for earlier mails to the same recipient. */
        MEMORY,
        /** The recipient's server, by reaching what was waited for. */
        SERVER;

        /** As people read it in lists. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public QuestionDecision {
        String line = words.codePoints()
                .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE ? ' ' : c)
                .limit(LONGEST_WORDS)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        words = line.strip();
    }

    /** The state that it leads to. */
    QuestionState state() {
        return switch (choice) {
            case WAIT -> by == By.SERVER ? QuestionState.RELEASED : QuestionState.WAITING;
            case SEND -> by == By.EXPIRY ? QuestionState.EXPIRED : QuestionState.RELEASED;
            case PASSWORD_PDF, PASSWORD_ZIP -> by == By.EXPIRY ? QuestionState.EXPIRED : QuestionState.PROTECTED;
            case WITHDRAW -> by == By.EXPIRY ? QuestionState.EXPIRED : QuestionState.WITHDRAWN;
        };
    }
}
