package org.siegel.mailets.asking;

import java.time.Clock;
import java.util.Optional;
import org.siegel.mailets.asking.Remembering.Scope;
import org.siegel.policy.Choice;
import org.siegel.policy.PasswordMode;
import org.siegel.policy.PasswordWay;
import org.siegel.policy.PhoneNumber;
import org.siegel.store.Question;
import org.siegel.store.QuestionDecision;
import org.siegel.store.QuestionDecision.By;
import org.siegel.store.QuestionState;
import org.siegel.store.QuestionStore;
import org.siegel.store.QuestionToken;

/** Takes decisions on waiting mails, from wherever they come. */
public final class Answering {

    private final QuestionStore questions;
    private final Offers offers;
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
        NOT_REMEMBERED,
        /** The password cannot reach the recipients that way, or no longer. */
        PASSWORD_NOT_OFFERED,
        /** It counts only with a telephone number with its country. */
        PHONE_MISSING
    }

    /** @param onDecision told after each decision that counts, to carry it out soon */
    public Answering(
            QuestionStore questions, Offers offers, Remembering memory, Tally tally, Runnable onDecision, Clock clock) {
        this.questions = questions;
        this.offers = offers;
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

    /** Decides as the sender wishes, for later mails too if the answer says so. */
    public Result answer(Question question, Answer answer) {
        Choice choice = answer.choice();
        PasswordWish password = answer.password();
        if (!question.mail().choices().contains(choice)) {
            return Result.NOT_OFFERED;
        }
        if (answer.scope() != Scope.ONCE && !memory.canBeRemembered(question, choice)) {
            return Result.NOT_REMEMBERED;
        }
        if (!choice.wraps() || isAsWithoutDecision(question, password.way())) {
            return decide(question, answer, Optional.empty());
        }
        Optional<PasswordMode> mode = question.mail().passwords().contains(password.way())
                ? offers.mode(question, choice, password.way())
                : Optional.empty();
        if (mode.isEmpty()) {
            return Result.PASSWORD_NOT_OFFERED;
        }
        return password.way() == PasswordWay.SMS && password.phone().isEmpty()
                ? Result.PHONE_MISSING
                : decide(question, answer, mode);
    }

    private static boolean isAsWithoutDecision(Question question, PasswordWay way) {
        return way == PasswordWay.BY_RULE
                || question.mail().passwords().stream()
                        .findFirst()
                        .filter(way::equals)
                        .isPresent();
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
        return isAllowed
                ? decide(question, new Answer(choice, reason, By.ADMINISTRATOR), Optional.empty())
                : Result.NOT_OFFERED;
    }

    private Result decide(Question question, Answer answer, Optional<PasswordMode> password) {
        if (answer.choice() == Choice.SEND && answer.reason().isBlank()) {
            return Result.REASON_MISSING;
        }
        QuestionDecision decision =
                new QuestionDecision(answer.choice(), answer.by(), clock.instant(), answer.reason(), password);
        Optional<PhoneNumber> phone = password.filter(PasswordMode.SMS::equals)
                .flatMap(_texted -> answer.password().phone());
        if (!questions.decide(question, decision, phone)) {
            return Result.TOO_LATE;
        }
        memory.remember(question, decision, answer.scope());
        tally.decided(question, decision);
        onDecision.run();
        return Result.TAKEN;
    }
}
