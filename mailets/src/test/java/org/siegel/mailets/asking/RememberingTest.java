package org.siegel.mailets.asking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.siegel.mailets.Organisation.HIGH;
import static org.siegel.mailets.Organisation.NORMAL;
import static org.siegel.mailets.Organisation.VERY_HIGH;
import static org.siegel.mailets.Organisation.allChoices;
import static org.siegel.mailets.Organisation.policy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.apache.james.core.MailAddress;
import org.apache.mailet.base.test.FakeMail;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.siegel.mailets.Organisation;
import org.siegel.matchers.MailDecisions;
import org.siegel.policy.Choice;
import org.siegel.policy.RememberRules;
import org.siegel.policy.RememberRules.Reach;
import org.siegel.policy.RiskClass;
import org.siegel.store.AnswerMemory;
import org.siegel.store.QuestionDecision;
import org.siegel.store.RememberedAnswer;
import org.siegel.store.Store;
import org.siegel.testing.FakeClock;

/** When an earlier answer counts for a mail, and when its sender is asked all the same. */
class RememberingTest {

    private final FakeClock clock = FakeClock.at("2026-11-23T10:00:00Z");
    private Store store;

    @BeforeEach
    void open(@TempDir Path folder) {
        store = Organisation.store(folder, "node-1", clock);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private static RememberRules rules(Reach reach, Choice first, Choice... others) {
        return new RememberRules(EnumSet.of(first, others), reach, Duration.ofDays(90));
    }

    private Optional<RememberedAnswer> answer(RememberRules rules, RiskClass riskClass, FakeMail mail)
            throws Exception {
        return new Remembering(store.answers(), policy(allChoices(Optional.of(rules))))
                .answerFor(mail, new MailAddress("erika@office.test"), riskClass);
    }

    private void remember(String target, boolean everybody, String riskClass, Choice choice) {
        store.answers()
                .remember(new AnswerMemory.New(
                        "erika@office.test",
                        everybody,
                        List.of(target),
                        riskClass,
                        new QuestionDecision(choice, QuestionDecision.By.PAGE, clock.instant(), ""),
                        Duration.ofDays(90)));
    }

    private static FakeMail mail(String... recipients) throws Exception {
        return FakeMail.builder()
                .name("Mail42")
                .sender("erika@office.test")
                .recipients(recipients)
                .build();
    }

    @Test
    void itCountsForThisClassAndLowerOnesOnly() throws Exception {
        RememberRules rules = rules(Reach.SENDER, Choice.PASSWORD_PDF);
        remember("jo@praxis.test", false, "high", Choice.PASSWORD_PDF);

        assertThat(answer(rules, NORMAL, mail("jo@praxis.test"))).isPresent();
        assertThat(answer(rules, HIGH, mail("jo@praxis.test"))).isPresent();
        assertThat(answer(rules, VERY_HIGH, mail("jo@praxis.test"))).isEmpty();
    }

    @Test
    void aClassThatThePolicyHasNoMoreCountsForNothing() throws Exception {
        remember("jo@praxis.test", false, "gone", Choice.PASSWORD_PDF);
        assertThat(answer(rules(Reach.SENDER, Choice.PASSWORD_PDF), NORMAL, mail("jo@praxis.test")))
                .isEmpty();
    }

    @Test
    void todaysPolicyDecidesWhatCounts() throws Exception {
        remember("jo@praxis.test", false, "very-high", Choice.SEND);
        remember("@labor.test", true, "high", Choice.PASSWORD_PDF);

        assertThat(answer(rules(Reach.SENDER, Choice.PASSWORD_PDF), HIGH, mail("jo@praxis.test")))
                .as("sending is no longer remembered")
                .isEmpty();
        assertThat(answer(rules(Reach.SENDER, Choice.SEND), VERY_HIGH, mail("jo@praxis.test")))
                .as("sending is not offered for that class")
                .isEmpty();
        assertThat(answer(rules(Reach.SENDER, Choice.SEND), HIGH, mail("jo@praxis.test")))
                .isPresent();
        assertThat(answer(rules(Reach.SENDER, Choice.PASSWORD_PDF), HIGH, mail("a@labor.test")))
                .as("an answer for everybody counts no longer")
                .isEmpty();
        assertThat(answer(rules(Reach.ALL, Choice.PASSWORD_PDF), HIGH, mail("a@labor.test")))
                .isPresent();
        assertThat(new Remembering(store.answers(), policy(allChoices(Optional.empty())))
                        .answerFor(mail("jo@praxis.test"), new MailAddress("erika@office.test"), NORMAL))
                .isEmpty();
    }

    @Test
    void allRecipientsNeedTheSameAnswer() throws Exception {
        RememberRules rules = rules(Reach.SENDER, Choice.PASSWORD_PDF, Choice.PASSWORD_ZIP);
        remember("jo@praxis.test", false, "high", Choice.PASSWORD_PDF);
        remember("@labor.test", false, "high", Choice.PASSWORD_PDF);
        remember("zip@labor.test", false, "high", Choice.PASSWORD_ZIP);

        assertThat(answer(rules, HIGH, mail("jo@praxis.test", "a@labor.test"))).isPresent();
        assertThat(answer(rules, HIGH, mail("jo@praxis.test", "zip@labor.test")))
                .isEmpty();
        assertThat(answer(rules, HIGH, mail("jo@praxis.test", "new@praxis.test")))
                .isEmpty();
    }

    @Test
    void afterAllAttemptsInVainAPersonIsAsked() throws Exception {
        remember("jo@praxis.test", false, "high", Choice.PASSWORD_PDF);
        FakeMail mail = mail("jo@praxis.test");
        MailDecisions.exhaust(mail);
        assertThat(answer(rules(Reach.SENDER, Choice.PASSWORD_PDF), HIGH, mail)).isEmpty();
    }
}
