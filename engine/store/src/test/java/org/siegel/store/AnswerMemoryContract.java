package org.siegel.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.siegel.policy.Choice;

/** What holds for remembered answers on every database. */
abstract class AnswerMemoryContract extends StoreContract {

    private static final Duration VALIDITY = Duration.ofDays(90);
    private static final String ERIKA = "Erika@office.invalid";
    private static final String JO = "jo@Praxis.invalid";

    private AnswerMemory memory;

    @BeforeEach
    void open() {
        memory = open("node-1").answers();
    }

    private void remember(String sender, boolean everybody, String target, Choice choice) {
        memory.remember(new AnswerMemory.New(
                sender,
                everybody,
                List.of(target),
                "high",
                new QuestionDecision(choice, QuestionDecision.By.PAGE, clock.instant(), "agreed"),
                VALIDITY));
    }

    private Optional<Choice> found(String sender, String recipient) {
        return memory.find(sender, recipient).map(RememberedAnswer::choice);
    }

    @Test
    void itCountsForItsSenderAndItsRecipientWhateverTheCase() {
        remember(ERIKA, false, JO, Choice.PASSWORD_PDF);

        RememberedAnswer answer =
                memory.find("erika@OFFICE.invalid", "JO@praxis.invalid").orElseThrow();
        assertThat(answer.sender()).contains("erika@office.invalid");
        assertThat(answer.target()).isEqualTo("jo@praxis.invalid");
        assertThat(answer.riskClass()).isEqualTo("high");
        assertThat(answer.words()).isEqualTo("agreed");
        assertThat(answer.expires()).isEqualTo(START.plus(VALIDITY));
        assertThat(found("tom@office.invalid", JO)).isEmpty();
        assertThat(found(ERIKA, "empfang@praxis.invalid")).isEmpty();
        assertThat(found(ERIKA, "jo@praxis.invalid.evil.invalid")).isEmpty();
        assertThat(found("", JO)).isEmpty();
    }

    @Test
    void anAddressGoesBeforeItsDomainAndOnesOwnBeforeEverybodys() {
        remember("tom@office.invalid", true, "@praxis.invalid", Choice.SEND);
        assertThat(found(ERIKA, JO)).contains(Choice.SEND);
        remember(ERIKA, false, "@praxis.invalid", Choice.PASSWORD_ZIP);
        assertThat(found(ERIKA, JO)).contains(Choice.PASSWORD_ZIP);
        remember("tom@office.invalid", true, JO, Choice.PASSWORD_PDF);
        assertThat(found(ERIKA, JO)).contains(Choice.PASSWORD_PDF);
        assertThat(found("anna@office.invalid", "empfang@praxis.invalid")).contains(Choice.SEND);
        assertThat(found("anna@office.invalid", "empfang@sub.praxis.invalid")).isEmpty();
    }

    @Test
    void aNewAnswerTakesThePlaceOfTheOldOneAndEndsByItself() {
        remember(ERIKA, false, JO, Choice.PASSWORD_PDF);
        clock.step(Duration.ofDays(1));
        remember(ERIKA, false, JO, Choice.PASSWORD_ZIP);
        assertThat(memory.count()).isEqualTo(1);

        clock.step(VALIDITY.minusDays(1));
        assertThat(found(ERIKA, JO)).contains(Choice.PASSWORD_ZIP);
        clock.step(Duration.ofDays(1));
        assertThat(found(ERIKA, JO)).isEmpty();
        assertThat(memory.all(10, "")).isEmpty();
        assertThat(memory.sweep()).isEqualTo(1);
    }

    @Test
    void itIsListedInPartsAndForgotten() {
        for (int i = 0; i < 5; i++) {
            remember(ERIKA, false, "p" + i + "@praxis.invalid", Choice.PASSWORD_PDF);
        }
        remember("tom@office.invalid", false, JO, Choice.PASSWORD_PDF);
        List<RememberedAnswer> first = memory.all(4, "");
        List<RememberedAnswer> rest = memory.all(4, first.getLast().id());
        assertThat(first).hasSize(4);
        assertThat(rest).hasSize(2);
        assertThat(memory.givenBy(ERIKA, 10)).hasSize(5);

        RememberedAnswer toms = memory.givenBy("tom@office.invalid", 10).getFirst();
        assertThat(memory.forget(toms.id(), ERIKA)).isFalse();
        assertThat(memory.forget(toms.id(), "TOM@office.invalid")).isTrue();
        assertThat(memory.forget(memory.givenBy(ERIKA, 1).getFirst().id())).isTrue();
        assertThat(memory.forget("nothing")).isFalse();
        assertThat(memory.count()).isEqualTo(4);
    }

    @Test
    void ofManyAtOnceOneIsRemembered() throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Future<?>> all = IntStream.range(0, 40)
                    .<Future<?>>mapToObj(i -> threads.submit(() -> remember(ERIKA, false, JO, Choice.PASSWORD_PDF)))
                    .toList();
            for (Future<?> one : all) {
                one.get();
            }
        }
        assertThat(memory.count()).isEqualTo(1);
    }
}
