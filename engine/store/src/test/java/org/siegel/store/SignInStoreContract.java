package org.siegel.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.siegel.policy.Choice;
import org.siegel.store.SignInStore.NewCode;

/** What holds for signing in on every database. */
abstract class SignInStoreContract extends StoreContract {

    private static final Duration A_MOMENT = Duration.ofNanos(1_000);

    private QuestionStore questions;
    private SignInStore signIns;
    private SignInStore elsewhere;
    private Question question;

    @BeforeEach
    void ask() {
        Store store = open("node-1");
        questions = store.questions(box());
        signIns = store.signIns();
        elsewhere = open("node-2").signIns();
        question = questions.ask(Samples.held("m1"), START.plus(Duration.ofDays(3)), Optional.empty());
    }

    private NewCode newCode() {
        return signIns.newCode(question).orElseThrow();
    }

    private static SignInCode other(SignInCode code) {
        char last = code.text().charAt(code.text().length() - 1);
        return SignInCode.parse(code.text().substring(0, code.text().length() - 1) + (last == '0' ? '1' : '0'))
                .orElseThrow();
    }

    @Test
    void theRightCodeSignsInOnceOnWhateverNodeForThatQuestionOnly() {
        NewCode sent = newCode();
        Question another = questions.ask(Samples.held("m2"), START.plus(Duration.ofDays(3)), Optional.empty());

        assertThat(elsewhere.pending(question, sent.browser())).contains(START.plus(SignInStore.CODE_VALIDITY));
        assertThat(elsewhere.attempt(another, sent.browser(), sent.code())).isEqualTo(new SignInAttempt.Over());
        SignInAttempt.SignedIn signedIn =
                (SignInAttempt.SignedIn) elsewhere.attempt(question, sent.browser(), sent.code());

        assertThat(signedIn.expires()).isEqualTo(START.plus(SignInStore.VALIDITY));
        assertThat(signIns.isSignedIn(question, signedIn.browser())).isTrue();
        assertThat(signIns.isSignedIn(another, signedIn.browser())).isFalse();
        assertThat(signIns.isSignedIn(question, sent.browser()))
                .as("who only asked for a code")
                .isFalse();
        assertThat(signIns.pending(question, sent.browser())).isEmpty();
        assertThat(signIns.attempt(question, sent.browser(), sent.code())).isEqualTo(new SignInAttempt.Over());
    }

    @Test
    void aCodeCountsInTheBrowserThatItWasAskedForIn() {
        NewCode mine = newCode();
        NewCode another = newCode();

        assertThat(signIns.attempt(question, another.browser(), mine.code()))
                .isEqualTo(new SignInAttempt.Wrong(SignInStore.TRIES - 1));
        assertThat(signIns.attempt(question, QuestionToken.random(random), mine.code()))
                .isEqualTo(new SignInAttempt.Over());
        assertThat(signIns.attempt(question, mine.browser(), mine.code())).isInstanceOf(SignInAttempt.SignedIn.class);
    }

    @Test
    void afterFiveWrongOnesTheRightOneIsTooLate() {
        NewCode sent = newCode();
        for (int left = SignInStore.TRIES - 1; left >= 0; left--) {
            assertThat(signIns.pending(question, sent.browser())).isPresent();
            assertThat(signIns.attempt(question, sent.browser(), other(sent.code())))
                    .isEqualTo(new SignInAttempt.Wrong(left));
        }
        assertThat(signIns.pending(question, sent.browser())).isEmpty();
        assertThat(signIns.attempt(question, sent.browser(), sent.code())).isEqualTo(new SignInAttempt.Over());
    }

    @Test
    void theFifthTryMayStillBeTheRightOne() {
        NewCode sent = newCode();
        for (int i = 1; i < SignInStore.TRIES; i++) {
            signIns.attempt(question, sent.browser(), other(sent.code()));
        }
        assertThat(signIns.attempt(question, sent.browser(), sent.code())).isInstanceOf(SignInAttempt.SignedIn.class);
    }

    @Test
    void ofManyThatTryAtOnceOnTwoNodesOneSignsIn() throws Exception {
        NewCode sent = newCode();
        List<Callable<SignInAttempt>> all = IntStream.range(0, 20)
                .<Callable<SignInAttempt>>mapToObj(
                        i -> () -> (i % 2 == 0 ? signIns : elsewhere).attempt(question, sent.browser(), sent.code()))
                .toList();
        assertThat(atOnce(all).stream().filter(SignInAttempt.SignedIn.class::isInstance))
                .hasSize(1);
    }

    @Test
    void ofManyWrongOnesAtOnceNoMoreAreComparedThanMayBe() throws Exception {
        NewCode sent = newCode();
        List<Callable<SignInAttempt>> all = IntStream.range(0, 20)
                .<Callable<SignInAttempt>>mapToObj(i ->
                        () -> (i % 2 == 0 ? signIns : elsewhere).attempt(question, sent.browser(), other(sent.code())))
                .toList();
        assertThat(atOnce(all).stream().filter(SignInAttempt.Wrong.class::isInstance))
                .hasSize(SignInStore.TRIES);
    }

    @Test
    void soManyCodesAreSentInAnHourWhoeverAsksAtOnce() throws Exception {
        List<Callable<Optional<NewCode>>> all = IntStream.range(0, 20)
                .<Callable<Optional<NewCode>>>mapToObj(i -> () -> (i % 2 == 0 ? signIns : elsewhere).newCode(question))
                .toList();
        assertThat(atOnce(all).stream().filter(Optional::isPresent)).hasSize(SignInStore.CODES_AN_HOUR);

        Question another = questions.ask(Samples.held("m2"), START.plus(Duration.ofDays(3)), Optional.empty());
        assertThat(signIns.newCode(another)).isPresent();
        clock.step(Duration.ofHours(1).minus(A_MOMENT));
        signIns.sweep();
        assertThat(signIns.newCode(question)).isEmpty();
        clock.step(A_MOMENT);
        assertThat(signIns.newCode(question)).isPresent();
    }

    @Test
    void codesAndSignInsEnd() {
        NewCode sent = newCode();
        NewCode late = newCode();
        SignInAttempt.SignedIn signedIn =
                (SignInAttempt.SignedIn) signIns.attempt(question, sent.browser(), sent.code());

        clock.step(SignInStore.CODE_VALIDITY.minus(A_MOMENT));
        assertThat(signIns.pending(question, late.browser())).isPresent();
        clock.step(A_MOMENT);
        assertThat(signIns.pending(question, late.browser())).isEmpty();
        assertThat(signIns.attempt(question, late.browser(), late.code())).isEqualTo(new SignInAttempt.Over());

        clock.step(SignInStore.VALIDITY.minus(SignInStore.CODE_VALIDITY).minus(A_MOMENT));
        assertThat(signIns.isSignedIn(question, signedIn.browser())).isTrue();
        clock.step(A_MOMENT);
        assertThat(signIns.isSignedIn(question, signedIn.browser())).isFalse();
    }

    @Test
    void whatIsOverIsDeleted() throws Exception {
        NewCode sent = newCode();
        signIns.attempt(question, sent.browser(), sent.code());
        clock.step(SignInStore.VALIDITY.minus(A_MOMENT));
        assertThat(signIns.sweep()).isZero();
        clock.step(A_MOMENT);
        assertThat(signIns.sweep()).isEqualTo(1);
        clock.step(Duration.ofHours(1));
        assertThat(signIns.sweep()).isEqualTo(1);
        assertThat(everything()).isEmpty();
    }

    @Test
    void neitherCodeNorCookieCanBeReadInTheDatabase() throws Exception {
        NewCode first = newCode();
        NewCode sent = newCode();
        SignInAttempt.SignedIn signedIn =
                (SignInAttempt.SignedIn) signIns.attempt(question, first.browser(), first.code());
        assertThat(everything())
                .contains(question.id())
                .doesNotContain(sent.code().text())
                .doesNotContain(sent.code().text().replace(" ", ""))
                .doesNotContain(sent.browser().text())
                .doesNotContain(signedIn.browser().text());
        assertThat(sent.toString() + signedIn)
                .doesNotContain(sent.code().text())
                .doesNotContain(signedIn.browser().text());
    }

    @Test
    void forAQuestionThatIsNotThereAnyMoreThereIsNoCode() {
        questions.decide(
                question, new QuestionDecision(Choice.WITHDRAW, QuestionDecision.By.PAGE, clock.instant(), ""));
        questions.carriedOut(question);
        assertThat(signIns.newCode(question)).isPresent();
        questions.sweep(START.plus(Duration.ofDays(1)));
        assertThat(signIns.newCode(question)).isEmpty();
    }

    private static <T> List<T> atOnce(List<Callable<T>> all) throws Exception {
        List<T> results = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(all.size())) {
            for (Future<T> one : threads.invokeAll(all)) {
                results.add(one.get());
            }
        }
        return results;
    }

    /** What somebody reads who has the database. */
    private String everything() throws Exception {
        List<String> everything = new ArrayList<>();
        try (Connection connection = Databases.connect(settings());
                Statement statement = connection.createStatement()) {
            for (String table : List.of("siegel_sign_in_code", "siegel_sign_in")) {
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
}
