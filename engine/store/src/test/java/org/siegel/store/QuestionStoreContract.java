package org.siegel.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.siegel.policy.Choice;
import org.siegel.policy.PasswordMode;
import org.siegel.policy.PhoneNumber;

/** What holds for the questions to senders on every database. */
abstract class QuestionStoreContract extends StoreContract {

    private static final Duration VALIDITY = Duration.ofDays(3);

    private static final PhoneNumber NUMBER = new PhoneNumber("+491701234567");
    private static final PhoneNumber OTHER_NUMBER = new PhoneNumber("+491707654321");

    private QuestionStore questions;

    @BeforeEach
    void open() {
        questions = questions("node-1");
    }

    private QuestionStore questions(String node) {
        return open(node).questions(box());
    }

    private Question ask(String name) {
        return questions.ask(Samples.held(name), START.plus(VALIDITY), Optional.of(START.plus(Duration.ofDays(1))));
    }

    private QuestionDecision decision(Choice choice, QuestionDecision.By by) {
        return new QuestionDecision(choice, by, clock.instant(), "agreed by telephone\0\n");
    }

    @Test
    void aQuestionIsFoundByItsIdAndByEachOfItsTokens() {
        Question asked = ask("m1");
        QuestionToken first = questions.newToken(asked);
        QuestionToken second = questions.newToken(asked);

        assertThat(asked.mail()).isEqualTo(Samples.held("m1"));
        assertThat(asked.state()).isEqualTo(QuestionState.WAITING);
        assertThat(questions.find(asked.id())).contains(asked);
        assertThat(questions.find(first)).contains(asked);
        assertThat(questions.find(QuestionToken.parse(second.text().toUpperCase(Locale.ROOT))
                        .orElseThrow()))
                .contains(asked);
        assertThat(questions.find(QuestionToken.random(random))).isEmpty();
    }

    @Test
    void whatIsLateIsCounted() {
        ask("m1");
        Question decided = ask("m2");
        Question done = ask("m3");
        for (Question question : List.of(decided, done)) {
            questions.decide(question, decision(Choice.PASSWORD_PDF, QuestionDecision.By.PAGE));
        }
        questions.carriedOut(done);
        assertThat(questions.lateToCarryOut(START.minusSeconds(1))).isEmpty();
        assertThat(questions.lateToCarryOut(START)).isEqualTo(Map.of("node-1", 1L));
        assertThat(questions.countOverdue(START.plus(VALIDITY).minusSeconds(1))).isZero();
        assertThat(questions.countOverdue(START.plus(VALIDITY))).isEqualTo(1);
    }

    @Test
    void askedTwiceAboutAMailItIsOneQuestion() {
        Question first = ask("m1");

        assertThat(ask("m1")).isEqualTo(first);
        assertThat(questions.countWaiting()).isEqualTo(1);
    }

    @Test
    void neitherSubjectNorTokenCanBeReadInTheDatabase() throws Exception {
        QuestionToken token = questions.newToken(ask("m1"));
        assertThat(everything("siegel_question", "siegel_question_token"))
                .contains("node-1")
                .doesNotContain(token.text())
                .doesNotContain("Befund")
                .doesNotContain("praxis");
    }

    /** What somebody reads who has the database. */
    private String everything(String... tables) throws SQLException {
        List<String> everything = new ArrayList<>();
        try (Connection connection = Databases.connect(settings());
                Statement statement = connection.createStatement()) {
            for (String table : tables) {
                try (ResultSet rows = statement.executeQuery("SELECT * FROM " + table)) {
                    while (rows.next()) {
                        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                            everything.add(String.valueOf(rows.getString(i)));
                        }
                    }
                }
            }
        }
        return String.join(" ", everything);
    }

    @Test
    void ofTwoHundredDecisionsAtOnceOneCounts() throws Exception {
        Question asked = ask("m1");
        List<Callable<Boolean>> all = IntStream.range(0, 200)
                .<Callable<Boolean>>mapToObj(i -> () -> questions.decide(
                        asked, decision(i % 2 == 0 ? Choice.PASSWORD_PDF : Choice.WITHDRAW, QuestionDecision.By.PAGE)))
                .toList();
        int counted = 0;
        try (ExecutorService threads = Executors.newFixedThreadPool(16)) {
            for (Future<Boolean> one : threads.invokeAll(all)) {
                counted += one.get() ? 1 : 0;
            }
        }
        assertThat(counted).isEqualTo(1);
        assertThat(questions.find(asked.id()).orElseThrow().state()).isNotEqualTo(QuestionState.WAITING);
    }

    @Test
    void aDecisionSaysWhoWhatAndWhyAndIsCarriedOutOnceByTheNodeThatHoldsTheMail() {
        Question asked = ask("m1");
        assertThat(questions.decide(asked, decision(Choice.SEND, QuestionDecision.By.REPLY)))
                .isTrue();

        Question decided = questions.toCarryOut(10).getFirst();
        assertThat(decided.state()).isEqualTo(QuestionState.RELEASED);
        assertThat(decided.decision().orElseThrow().words()).isEqualTo("agreed by telephone");
        assertThat(questions.claim(asked.id(), "first")).isTrue();
        assertThat(questions.claim(asked.id(), "first"))
                .as("the same after a crash")
                .isTrue();
        assertThat(questions.claim(asked.id(), "second")).isFalse();
        questions.carriedOut(decided);
        assertThat(questions.toCarryOut(10)).isEmpty();

        QuestionStore there = questions("node-2");
        Question elsewhere = ask("m2");
        assertThat(there.decide(
                        there.find(elsewhere.id()).orElseThrow(),
                        decision(Choice.PASSWORD_ZIP, QuestionDecision.By.PAGE)))
                .isTrue();
        assertThat(there.toCarryOut(10)).isEmpty();
        assertThat(questions.toCarryOut(10)).hasSize(1);
    }

    @Test
    void nothingUndecidedIsEverClaimed() {
        assertThat(questions.claim(ask("m1").id(), "first")).isFalse();
    }

    @Test
    void whoWaitsForTheServerCanStillDecideOtherwise() {
        Question asked = ask("m1");
        assertThat(questions.decide(asked, decision(Choice.WAIT, QuestionDecision.By.PAGE)))
                .isTrue();
        assertThat(questions.waitingForServer(10)).extracting(Question::id).containsExactly(asked.id());
        assertThat(questions.toCarryOut(10)).isEmpty();

        assertThat(questions.decide(asked, decision(Choice.WITHDRAW, QuestionDecision.By.PAGE)))
                .isTrue();
        assertThat(questions.waitingForServer(10)).isEmpty();
        assertThat(questions.find(asked.id()).orElseThrow().state()).isEqualTo(QuestionState.WITHDRAWN);
    }

    @Test
    void afterItsTimeOnlyExpiryDecidesAndNotBefore() {
        Question asked = ask("m1");
        assertThat(questions.decide(asked, decision(Choice.WITHDRAW, QuestionDecision.By.EXPIRY)))
                .isFalse();
        assertThat(questions.overdue(10)).isEmpty();
        clock.step(VALIDITY);

        assertThat(questions.decide(asked, decision(Choice.SEND, QuestionDecision.By.PAGE)))
                .isFalse();
        assertThat(questions.overdue(10)).hasSize(1);
        assertThat(questions.decide(asked, decision(Choice.WITHDRAW, QuestionDecision.By.EXPIRY)))
                .isTrue();
        assertThat(questions.find(asked.id()).orElseThrow().state()).isEqualTo(QuestionState.EXPIRED);
    }

    @Test
    void aSenderIsRemindedOnceWhenItIsTime() {
        Question asked = ask("m1");
        assertThat(questions.toRemind(10)).isEmpty();
        clock.step(Duration.ofDays(1));
        assertThat(questions.toRemind(10)).extracting(Question::id).containsExactly(asked.id());
        questions.reminded(asked);

        assertThat(questions.toRemind(10)).isEmpty();
    }

    @Test
    void theNumberGivenWithADecisionIsKeptUntilThatIsCarriedOut() throws Exception {
        Question asked = ask("m1");
        assertThat(questions.decide(asked, texted(QuestionDecision.By.PAGE), Optional.of(NUMBER)))
                .isTrue();
        assertThat(questions.decide(asked, texted(QuestionDecision.By.REPLY), Optional.of(OTHER_NUMBER)))
                .as("too late")
                .isFalse();

        Question decided = questions.toCarryOut(10).getFirst();
        assertThat(decided.decision().orElseThrow().password()).contains(PasswordMode.SMS);
        assertThat(questions.phone(decided)).contains(NUMBER);
        assertThat(questions("node-2").phone(decided)).as("on each node").contains(NUMBER);
        assertThat(everything("siegel_question", "siegel_question_phone"))
                .doesNotContain(NUMBER.digits())
                .doesNotContain(NUMBER.digits().substring(1));
        questions.carriedOut(decided);
        assertThat(questions.phone(decided)).isEmpty();
        assertThat(everything("siegel_question_phone")).isEmpty();
    }

    @Test
    void whoDecidesAnewTakesTheNumberBack() {
        Question asked = ask("m1");
        questions.decide(asked, decision(Choice.WAIT, QuestionDecision.By.PAGE), Optional.of(NUMBER));
        assertThat(questions.phone(asked)).contains(NUMBER);
        questions.decide(asked, decision(Choice.PASSWORD_PDF, QuestionDecision.By.PAGE));

        assertThat(questions.phone(asked)).isEmpty();
        assertThat(questions
                        .find(asked.id())
                        .orElseThrow()
                        .decision()
                        .orElseThrow()
                        .password())
                .isEmpty();
    }

    @Test
    void aNumberIsReadAfterTheKeyWasChangedToo() throws Exception {
        Store store = open("node-1");
        Question asked = ask("m1");
        questions.decide(asked, texted(QuestionDecision.By.PAGE), Optional.of(NUMBER));
        assertThat(new KeyChange(store, keyFile(), random, clock).change().secrets())
                .isEqualTo(2);
        assertThat(store.questions(SecretBox.open(keyFile(), random)).phone(asked))
                .contains(NUMBER);
    }

    @Test
    void aMailThatIsGoneIsToldApartFromOneThatWent() {
        Question went = ask("m1");
        Question gone = ask("m2");
        for (Question question : List.of(went, gone)) {
            questions.decide(question, texted(QuestionDecision.By.PAGE), Optional.of(NUMBER));
        }
        questions.carriedOut(went);
        questions.gone(gone);

        assertThat(questions.find(went.id()).orElseThrow().isGone()).isFalse();
        Question after = questions.find(gone.id()).orElseThrow();
        assertThat(after.isGone()).isTrue();
        assertThat(after.carriedOut()).contains(clock.instant());
        assertThat(questions.phone(after)).isEmpty();
        assertThat(questions.toCarryOut(10)).isEmpty();
    }

    private QuestionDecision texted(QuestionDecision.By by) {
        return new QuestionDecision(Choice.PASSWORD_PDF, by, clock.instant(), "", Optional.of(PasswordMode.SMS));
    }

    @Test
    void theListGoesOnWhereItEnded() {
        IntStream.range(0, 7).forEach(i -> ask("m" + i));
        List<Question> first = questions.waiting(4, Optional.empty());
        List<Question> rest = questions.waiting(10, Optional.of(first.getLast()));

        assertThat(first).hasSize(4);
        assertThat(rest).hasSize(3).doesNotContainAnyElementsOf(first);
    }

    @Test
    void whatWasCarriedOutIsDeletedAfterAWhileWithItsTokens() {
        Question asked = ask("m1");
        QuestionToken token = questions.newToken(asked);
        questions.decide(asked, decision(Choice.WITHDRAW, QuestionDecision.By.PAGE));
        questions.carriedOut(asked);
        Question open = ask("m2");

        assertThat(questions.sweep(clock.instant().plusSeconds(1))).isEqualTo(1);
        assertThat(questions.find(token)).isEmpty();
        assertThat(questions.find(open.id())).isPresent();
    }
}
