package org.siegel.mailets.asking;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.james.core.MailAddress;
import org.apache.mailet.Mail;
import org.siegel.matchers.MailDecisions;
import org.siegel.policy.AskRules;
import org.siegel.policy.Choice;
import org.siegel.policy.Policy;
import org.siegel.policy.RememberRules;
import org.siegel.policy.RememberRules.Reach;
import org.siegel.policy.RiskClass;
import org.siegel.store.AnswerMemory;
import org.siegel.store.Question;
import org.siegel.store.QuestionDecision;
import org.siegel.store.RememberedAnswer;
import org.siegel.store.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers that count for later mails too: given on the page, and looked up before a sender is asked. */
public final class Remembering {

    private static final Logger LOGGER = LoggerFactory.getLogger(Remembering.class);
    private static final int SHOWN = 100;

    private final AnswerMemory memory;
    private final Policy policy;

    /** What an answer counts for. */
    public enum Scope {
        /** This mail. */
        ONCE,
        /** All mails to its recipients' addresses. */
        ADDRESS,
        /** All mails to its recipients' domains. */
        DOMAIN
    }

    /**
     * What a page says about it.
     *
     * @param offered what can be remembered of what can be chosen
     * @param known   what is remembered for the sender's mails because the sender said so
     */
    public record Known(List<Choice> offered, List<RememberedAnswer> known) {

        public Known {
            offered = List.copyOf(offered);
            known = List.copyOf(known);
        }
    }

    public Remembering(AnswerMemory memory, Policy policy) {
        this.memory = memory;
        this.policy = policy;
    }

    /**
     * What counts for the mail, so that its sender need not be asked: the same answer for each of its recipients. After all
     * attempts in vain a person is asked, whatever is remembered.
     */
    public Optional<RememberedAnswer> answerFor(Mail mail, MailAddress sender, RiskClass riskClass) {
        if (rules().remember().isEmpty() || MailDecisions.isExhausted(mail)) {
            return Optional.empty();
        }
        List<Optional<RememberedAnswer>> answers = mail.getRecipients().stream()
                .map(recipient -> memory.find(sender.asString(), recipient.asString())
                        .filter(answer -> counts(answer, riskClass)))
                .toList();
        boolean isOne = answers.stream().allMatch(Optional::isPresent)
                && answers.stream()
                                .flatMap(Optional::stream)
                                .map(RememberedAnswer::choice)
                                .distinct()
                                .count()
                        == 1;
        return isOne ? answers.getFirst() : Optional.empty();
    }

    /** Today's policy decides, and a class that is not in it any more counts for nothing. */
    private boolean counts(RememberedAnswer answer, RiskClass riskClass) {
        boolean isWithinReach = answer.sender().isPresent()
                || rules().remember()
                        .map(RememberRules::reach)
                        .filter(Reach.ALL::equals)
                        .isPresent();
        return isWithinReach
                && rules().canBeRemembered(answer.choice(), riskClass)
                && policy.classes().stream()
                        .filter(one -> one.name().equals(answer.riskClass()))
                        .anyMatch(given -> riskClass.compareTo(given) <= 0);
    }

    /** For the page about that question. */
    public Known of(Question question) {
        return new Known(
                question.mail().choices().stream()
                        .filter(choice -> canBeRemembered(question, choice))
                        .toList(),
                rules().remember().isEmpty()
                        ? List.of()
                        : memory.givenBy(question.mail().sender(), SHOWN));
    }

    boolean canBeRemembered(Question question, Choice choice) {
        return rules().canBeRemembered(choice, policy.classNamed(question.mail().riskClass()));
    }

    /** Remembers what was decided; it is decided whether that succeeds or not. */
    void remember(Question question, QuestionDecision decision, Scope scope) {
        Optional<RememberRules> rules = rules().remember();
        if (scope == Scope.ONCE || rules.isEmpty()) {
            return;
        }
        Stream<String> targets = question.mail().recipients().stream()
                .map(address -> scope == Scope.DOMAIN ? address.substring(address.lastIndexOf('@')) : address);
        try {
            memory.remember(new AnswerMemory.New(
                    question.mail().sender(),
                    rules.get().reach() == Reach.ALL,
                    targets.distinct().toList(),
                    question.mail().riskClass(),
                    decision,
                    rules.get().validity()));
        } catch (StoreException e) {
            LOGGER.error(
                    "What was decided on question {} could not be remembered; next time it is asked again",
                    question.id(),
                    e);
        }
    }

    /** Asks again from now on; only whoever gave the answer can want that here. */
    public boolean forget(Question question, String id) {
        return memory.forget(id, question.mail().sender());
    }

    private AskRules rules() {
        return policy.asking();
    }
}
