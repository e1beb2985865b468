package org.siegel.store;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.siegel.policy.Choice;
import org.siegel.policy.PasswordMode;

/**
 * What was decided on a mail that waits.
 *
 * @param choice what shall be done
 * @param by     who decided
 * @param at     when
 * @param words  the reason that was given; may be empty. Control characters become blanks, and it ends after 500 characters
 * @param password where the password of a wrapped mail comes from; empty as the rules for wrapping have it
 */
public record QuestionDecision(Choice choice, By by, Instant at, String words, Optional<PasswordMode> password) {

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

    /** As the rules for wrapping have it. */
    public QuestionDecision(Choice choice, By by, Instant at, String words) {
        this(choice, by, at, words, Optional.empty());
    }

    public QuestionDecision {
        if (password.isPresent() && !choice.wraps()) {
            throw new IllegalArgumentException("A mail that is not wrapped has no password");
        }
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
