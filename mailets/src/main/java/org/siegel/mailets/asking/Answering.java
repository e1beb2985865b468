package org.siegel.mailets.asking;

import java.time.Clock;
import java.util.Optional;
import org.siegel.mailets.asking.Remembering.Scope;
import org.siegel.policy.Choice;
import org.siegel.store.Question;
import org.siegel.store.QuestionDecision;
import org.siegel.store.QuestionDecision.By;
import org.siegel.store.QuestionState;
import org.siegel.store.QuestionStore;
import org.siegel.store.QuestionToken;

/** Takes decisions on waiting mails, from wherever they come. */
public final class Answering {

    private final QuestionStore questions;
    private final Remembering memory;
    private final Tally tally;
    private final Runnable onDecision;
    private final Clock clock;

    /** What became of an answer. */
    public enum Result {
        /** It counts. */
        TAKEN,
        /** Somebody else was first, or the time is over. */
        TOO_LATE,
        /** The policy does not offer that. */
        NOT_OFFERED,
        /** It counts only with a reason. */
        REASON_MISSING,
        /** The policy does not let it count for later mails. */
        NOT_REMEMBERED
    }

    /** @param onDecision told after each decision that counts, to carry it out soon */
    public Answering(QuestionStore questions, Remembering memory, Tally tally, Runnable onDecision, Clock clock) {
        this.questions = questions;
        this.memory = memory;
        this.tally = tally;
        this.onDecision = onDecision;
        this.clock = clock;
    }

    /** The question that the token answers. */
    public Optional<Question> find(QuestionToken token) {
        return questions.find(token);
    }

    /** The question as it stands now. */
    public Question refresh(Question question) {
        return questions.find(question.id()).orElse(question);
    }

    /** Whether it can still be decided. */
    public boolean isOpen(Question question) {
        return question.state() == QuestionState.WAITING && clock.instant().isBefore(question.expires());
    }

    /** The answers that count for later mails too. */
    public Remembering memory() {
        return memory;
    }

    /** Decides as the sender wishes. */
    public Result answer(Question question, Choice choice, String reason, By by) {
        return answer(question, choice, reason, by, Scope.ONCE);
    }

    /** Decides as the sender wishes, for later mails too if the scope says so. */
    public Result answer(Question question, Choice choice, String reason, By by, Scope scope) {
        if (!question.mail().choices().contains(choice)) {
            return Result.NOT_OFFERED;
        }
        return scope == Scope.ONCE || memory.canBeRemembered(question, choice)
                ? decide(question, choice, reason, by, scope)
                : Result.NOT_REMEMBERED;
    }

    /**
     * Decides as an administrator wishes: what the sender may decide, and what protects the mail no worse than that. To wait is
     * what the mail does anyway.
     */
    public Result release(Question question, Choice choice, String reason) {
        boolean isAllowed = switch (choice) {
            case PASSWORD_PDF, PASSWORD_ZIP, WITHDRAW -> true;
            case SEND -> question.mail().choices().contains(choice);
            case WAIT -> false;
        };
        return isAllowed ? decide(question, choice, reason, By.ADMINISTRATOR, Scope.ONCE) : Result.NOT_OFFERED;
    }

    private Result decide(Question question, Choice choice, String reason, By by, Scope scope) {
        if (choice == Choice.SEND && reason.isBlank()) {
            return Result.REASON_MISSING;
        }
        QuestionDecision decision = new QuestionDecision(choice, by, clock.instant(), reason);
        if (!questions.decide(question, decision)) {
            return Result.TOO_LATE;
        }
        memory.remember(question, decision, scope);
        tally.decided(question, decision);
        onDecision.run();
        return Result.TAKEN;
    }
}
