package org.siegel.mailets.asking;

import jakarta.mail.internet.AddressException;
import java.time.Clock;
import java.util.Optional;
import org.apache.james.core.MailAddress;
import org.siegel.matchers.RecipientDomain;
import org.siegel.policy.Choice;
import org.siegel.policy.DomainName;
import org.siegel.policy.Policy;
import org.siegel.policy.RiskClass;
import org.siegel.store.Question;
import org.siegel.store.QuestionDecision;
import org.siegel.store.QuestionStore;
import org.siegel.transport.delivery.Prediction;
import org.siegel.transport.delivery.Predictions;

/** Lets mails go whose senders decided to wait for the recipients' servers, as soon as all of those are good enough. */
public final class ServerWatch {

    private static final int AT_ONCE = 200;

    private final QuestionStore questions;
    private final Policy policy;
    private final Predictions predictions;
    private final Tally tally;
    private final Clock clock;

    public ServerWatch(QuestionStore questions, Policy policy, Predictions predictions, Tally tally, Clock clock) {
        this.questions = questions;
        this.policy = policy;
        this.predictions = predictions;
        this.tally = tally;
        this.clock = clock;
    }

    /** Looks at each once; blocks for as long as the predictions take. */
    public void look() {
        for (Question question : questions.waitingForServer(AT_ONCE)) {
            if (question.mail().recipients().stream().allMatch(recipient -> isGoodEnough(question, recipient))) {
                QuestionDecision decision =
                        new QuestionDecision(Choice.WAIT, QuestionDecision.By.SERVER, clock.instant(), "");
                if (questions.decide(question, decision)) {
                    tally.decided(question, decision);
                }
            }
        }
    }

    private boolean isGoodEnough(Question question, String recipient) {
        RiskClass riskClass = policy.classNamed(question.mail().riskClass());
        return domain(recipient)
                .filter(domain -> predictions.of(domain) instanceof Prediction.Known known
                        && known.grade()
                                .atLeast(policy.requirement(riskClass, domain, clock)
                                        .requiredGrade()))
                .isPresent();
    }

    private static Optional<DomainName> domain(String recipient) {
        try {
            return RecipientDomain.of(new MailAddress(recipient));
        } catch (AddressException _changed) {
            return Optional.empty();
        }
    }
}
