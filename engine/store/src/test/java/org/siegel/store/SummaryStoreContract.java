package org.siegel.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What holds for the mails that wait for their summary on every database. */
abstract class SummaryStoreContract extends StoreContract {

    private static final Duration SOON = Duration.ofSeconds(5);
    private static final Duration LEFT_BEHIND = Duration.ofHours(1);

    private Store store;
    private SummaryStore summaries;

    @BeforeEach
    void open() {
        store = open("node-1");
        summaries = store.summaries(box());
    }

    private SummaryStore summaries(String node) {
        return open(node).summaries(box());
    }

    private static List<String> due(SummaryStore of) {
        return of.due(10).stream().map(due -> due.mail().mailName()).toList();
    }

    private static SummarisedMail mail(String name) {
        return new SummarisedMail(
                name,
                "erika@office.invalid",
                List.of("jo@praxis.invalid", "ü\0\"@praxis.invalid"),
                Optional.of("Befund für Frau Müller"),
                Optional.of("<1@office.invalid>"),
                START);
    }

    @Test
    void aMailIsDueAtItsFirstLookAndSaysAllAgain() {
        summaries.note(mail("m1"), START.plus(SOON));
        assertThat(summaries.due(10)).isEmpty();
        clock.step(SOON);

        assertThat(summaries.due(10)).containsExactly(new DueSummary("node-1", mail("m1"), START.plus(SOON)));
    }

    @Test
    void notedTwiceItIsOneMail() {
        summaries.note(mail("m1"), START);
        summaries.note(mail("m1"), START.plus(SOON));

        assertThat(summaries.due(10)).hasSize(1);
    }

    @Test
    void thoseThatAreMostOverdueComeFirst() {
        summaries.note(mail("late"), START);
        summaries.note(mail("later"), START.minus(SOON));

        assertThat(summaries.due(1)).extracting(DueSummary::mail).containsExactly(mail("later"));
    }

    @Test
    void whatIsPostponedComesBackAndWhatIsDoneDoesNot() {
        summaries.note(mail("m1"), START);
        summaries.note(mail("m2"), START);
        for (DueSummary due : summaries.due(10)) {
            if (due.mail().mailName().equals("m1")) {
                assertThat(summaries.postpone(due, START.plus(SOON))).isTrue();
            } else {
                summaries.done(due);
            }
        }
        assertThat(due(summaries)).isEmpty();
        clock.step(SOON);

        assertThat(due(summaries)).containsExactly("m1");
    }

    @Test
    void ofSeveralThatPostponeItFromTheSameTurnOneDoes() {
        summaries.note(mail("m1"), START);
        DueSummary due = summaries.due(10).getFirst();

        assertThat(summaries.postpone(due, START.plus(SOON))).isTrue();
        assertThat(summaries.postpone(due, START.plus(SOON))).isFalse();
    }

    @Test
    void eachNodeHasItsOwn() {
        summaries.note(mail("m1"), START);
        assertThat(due(summaries("node-2"))).isEmpty();
        assertThat(due(summaries)).containsExactly("m1");
    }

    @Test
    void whatANodeHasNotLookedAtForAnHourIsEverybodys() {
        summaries.note(mail("m1"), START);
        SummaryStore second = summaries("node-2");
        SummaryStore third = summaries("node-3");
        clock.step(LEFT_BEHIND.minusMillis(1));
        assertThat(second.leftBehind(10)).isEmpty();
        clock.step(Duration.ofMillis(1));
        assertThat(summaries.leftBehind(10)).as("is its own").isEmpty();

        DueSummary left = second.leftBehind(10).getFirst();
        assertThat(third.leftBehind(10)).containsExactly(left);
        assertThat(left).isEqualTo(new DueSummary("node-1", mail("m1"), START));
        assertThat(second.postpone(left, clock.instant().plus(SOON))).isTrue();
        assertThat(third.postpone(left, clock.instant().plus(SOON))).isFalse();
        assertThat(third.leftBehind(10)).as("in hand").isEmpty();
        second.done(left);
        clock.step(Duration.ofDays(1));
        assertThat(due(summaries)).isEmpty();
    }

    @Test
    void neitherSubjectNorAddressesCanBeReadInTheDatabase() throws Exception {
        summaries.note(mail("m1"), START);
        try (Connection connection = Databases.connect(settings());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT * FROM siegel_summary")) {
            assertThat(rows.next()).isTrue();
            StringBuilder everything = new StringBuilder();
            for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                everything.append(rows.getString(i)).append(' ');
            }
            assertThat(everything.toString())
                    .contains("node-1")
                    .doesNotContain("Befund")
                    .doesNotContain("praxis")
                    .doesNotContain("erika");
        }
    }

    @Test
    void itIsReadableAfterTheKeyWasChanged() {
        summaries.note(mail("m1"), START);
        assertThat(new KeyChange(store, keyFile(), random, clock).change().secrets())
                .isEqualTo(1);

        assertThat(store.summaries(box()).due(10)).extracting(DueSummary::mail).containsExactly(mail("m1"));
    }
}
