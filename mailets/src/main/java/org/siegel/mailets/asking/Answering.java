package org.siegel.mailets.asking;

import java.time.Clock;
import java.util.Optional;
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
        REASON_MISSING
    }

    /** @param onDecision told after each decision that counts, to carry it out soon */
    public Answering(QuestionStore questions, Runnable onDecision, Clock clock) {
        this.questions = questions;
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

    /** Decides as the sender or an administrator wishes. */
    public Result answer(Question question, Choice choice, String reason, By by) {
        if (!question.mail().choices().contains(choice)) {
            return Result.NOT_OFFERED;
        }
        if (choice == Choice.SEND && reason.isBlank()) {
            return Result.REASON_MISSING;
        }
        if (!questions.decide(question, new QuestionDecision(choice, by, clock.instant(), reason))) {
            return Result.TOO_LATE;
        }
        onDecision.run();
        return Result.TAKEN;
    }
}
