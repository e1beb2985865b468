package org.siegel.james;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.apache.james.metrics.api.Metric;
import org.apache.james.metrics.api.MetricFactory;
import org.siegel.mailets.asking.SignInStep;
import org.siegel.mailets.asking.Tally;
import org.siegel.store.Question;
import org.siegel.store.QuestionDecision;
import org.siegel.store.QuestionDecision.By;

/**
 * Held mails as James's metrics: {@code siegelHeld}, {@code siegelAnswered} with the way of the answer behind it,
 * {@code siegelHeldExpired}, and the seconds that senders took for all their answers together, {@code siegelAnswerSeconds}. Of those who
 * sign in on the page: {@code siegelSignInCodes}, {@code siegelSignInCodesRefused}, {@code siegelSignedIn}, {@code siegelSignInsFailed}.
 */
final class AskMetrics implements Tally {

    private static final Map<By, String> NAMES = Map.of(
            By.PAGE, "siegelAnsweredPage",
            By.REPLY, "siegelAnsweredReply",
            By.ADMINISTRATOR, "siegelAnsweredAdministrator",
            By.SERVER, "siegelAnsweredServer",
            By.EXPIRY, "siegelHeldExpired",
            By.MEMORY, "siegelAnsweredMemory");

    private static final Map<SignInStep, String> STEPS = Map.of(
            SignInStep.CODE_SENT, "siegelSignInCodes",
            SignInStep.CODE_REFUSED, "siegelSignInCodesRefused",
            SignInStep.SIGNED_IN, "siegelSignedIn",
            SignInStep.FAILED, "siegelSignInsFailed");

    private final Metric held;
    private final Metric seconds;
    private final Map<By, Metric> decided = new EnumMap<>(By.class);
    private final Map<SignInStep, Metric> steps = new EnumMap<>(SignInStep.class);

    AskMetrics(MetricFactory metrics) {
        held = metrics.generate("siegelHeld");
        seconds = metrics.generate("siegelAnswerSeconds");
        NAMES.forEach((by, name) -> decided.put(by, metrics.generate(name)));
        STEPS.forEach((step, name) -> steps.put(step, metrics.generate(name)));
    }

    @Override
    public void held() {
        held.increment();
    }

    @Override
    public void remembered() {
        count(By.MEMORY);
    }

    @Override
    public void decided(Question question, QuestionDecision decision) {
        count(decision.by());
        if (decision.by() == By.PAGE || decision.by() == By.REPLY) {
            seconds.add(Math.toIntExact(
                    Duration.between(question.asked(), decision.at()).toSeconds()));
        }
    }

    @Override
    public void signIn(SignInStep step) {
        Metric metric = steps.get(step);
        if (metric != null) {
            metric.increment();
        }
    }

    private void count(By by) {
        Metric metric = decided.get(by);
        if (metric != null) {
            metric.increment();
        }
    }
}
