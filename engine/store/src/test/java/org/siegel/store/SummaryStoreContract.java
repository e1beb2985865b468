package org.siegel.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What holds for the mails that wait for their summary on every database. */
abstract class SummaryStoreContract {

    private static final Instant START = Samples.NOON;
    private static final Duration SOON = Duration.ofSeconds(5);

    private final SteppedClock clock = new SteppedClock(START);
    private final SecureRandom random = new SecureRandom();
    private DatabaseSettings settings;
    private Store store;
    private SummaryStore summaries;

    @TempDir
    Path keys;

    abstract DatabaseSettings emptyDatabase();

    @BeforeEach
    void open() {
        settings = emptyDatabase();
        store = Store.open(settings, "node-1", clock, random);
        summaries = store.summaries(SecretBox.openOrCreate(keys.resolve("key"), random));
    }

    @AfterEach
    void close() {
        store.close();
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

        assertThat(summaries.due(10)).containsExactly(mail("m1"));
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

        assertThat(summaries.due(1)).containsExactly(mail("later"));
    }

    @Test
    void whatIsPostponedComesBackAndWhatIsDoneDoesNot() {
        summaries.note(mail("m1"), START);
        summaries.note(mail("m2"), START);
        summaries.postpone(mail("m1"), START.plus(SOON));
        summaries.done(mail("m2"));
        assertThat(summaries.due(10)).isEmpty();
        clock.step(SOON);

        assertThat(summaries.due(10)).containsExactly(mail("m1"));
    }

    @Test
    void eachNodeHasItsOwn() {
        summaries.note(mail("m1"), START);
        try (Store other = Store.open(settings, "node-2", clock, random)) {
            SummaryStore there = other.summaries(SecretBox.open(keys.resolve("key"), random));
            assertThat(there.due(10)).isEmpty();
            there.done(mail("m1"));
        }
        assertThat(summaries.due(10)).hasSize(1);
    }

    @Test
    void neitherSubjectNorAddressesCanBeReadInTheDatabase() throws Exception {
        summaries.note(mail("m1"), START);
        try (Connection connection = Databases.connect(settings);
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
        assertThat(new KeyChange(store, keys.resolve("key"), random, clock)
                        .change()
                        .secrets())
                .isEqualTo(1);

        assertThat(store.summaries(SecretBox.open(keys.resolve("key"), random)).due(10))
                .containsExactly(mail("m1"));
    }
}
