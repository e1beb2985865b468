package org.siegel.mailets.asking;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.james.core.MailAddress;
import org.apache.mailet.base.test.FakeMail;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.siegel.matchers.MailDecisions;
import org.siegel.policy.AskRules;
import org.siegel.policy.Choice;
import org.siegel.policy.ClassRule;
import org.siegel.policy.ContentRules;
import org.siegel.policy.MxTrust;
import org.siegel.policy.Policy;
import org.siegel.policy.Procedure;
import org.siegel.policy.RememberRules;
import org.siegel.policy.RememberRules.Reach;
import org.siegel.policy.RiskClass;
import org.siegel.policy.SealingRules;
import org.siegel.policy.TransportGrade;
import org.siegel.policy.TransportRules;
import org.siegel.store.AnswerMemory;
import org.siegel.store.DatabaseSettings;
import org.siegel.store.QuestionDecision;
import org.siegel.store.RememberedAnswer;
import org.siegel.store.Store;
import org.siegel.testing.FakeClock;

/** When an earlier answer counts for a mail, and when its sender is asked all the same. */
class RememberingTest {

    private static final RiskClass NORMAL = new RiskClass("normal", 0);
    private static final RiskClass HIGH = new RiskClass("high", 1);
    private static final RiskClass VERY_HIGH = new RiskClass("very-high", 2);

    private final FakeClock clock = FakeClock.at("2026-11-23T10:00:00Z");
    private Store store;

    @BeforeEach
    void open(@TempDir Path folder) {
        store = Store.open(
                new DatabaseSettings("jdbc:h2:file:" + folder.resolve("store"), "", ""),
                "node-1",
                clock,
                new SecureRandom());
    }

    @AfterEach
    void close() {
        store.close();
    }

    private static Policy policy(Optional<RememberRules> remember) {
        ClassRule rule = new ClassRule(TransportGrade.QUALIFIED, Procedure.DELIVER, Procedure.ASK_SENDER);
        return new Policy(
                "test",
                "Musterwerke",
                List.of(NORMAL, HIGH, VERY_HIGH),
                NORMAL,
                new ContentRules(Map.of(), List.of(), List.of(), List.of(), NORMAL),
                Map.of(NORMAL, rule, HIGH, rule, VERY_HIGH, rule),
                List.of(),
                new TransportRules(
                        "bsi-practical",
                        Set.of(MxTrust.DNSSEC),
                        List.of(),
                        TransportGrade.MANDATORY,
                        Duration.ofHours(4)),
                SealingRules.STANDARD,
                new AskRules(
                        EnumSet.allOf(Choice.class),
                        Optional.of(HIGH),
                        TransportGrade.MANDATORY,
                        Duration.ofDays(3),
                        Optional.empty(),
                        Procedure.REFUSE,
                        remember,
                        Optional.empty()));
    }

    private static RememberRules rules(Reach reach, Choice first, Choice... others) {
        return new RememberRules(EnumSet.of(first, others), reach, Duration.ofDays(90));
    }

    private Optional<RememberedAnswer> answer(RememberRules rules, RiskClass riskClass, FakeMail mail)
            throws Exception {
        return new Remembering(store.answers(), policy(Optional.of(rules)))
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
        assertThat(new Remembering(store.answers(), policy(Optional.empty()))
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
