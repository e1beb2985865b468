package org.siegel.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.siegel.policy.TransportGrade;
import org.siegel.store.StoredGrade.Confirmation;
import org.siegel.store.StoredGrade.Drop;

/** What holds for the memory of grades on every database. */
abstract class GradeMemoryStoreContract {

    private static final Instant NOON = Samples.NOON;
    private static final StoredGrade GOOD = new StoredGrade(
            "a.test",
            TransportGrade.QUALIFIED,
            NOON,
            NOON,
            "bsi-practical 2026-01; dnssec",
            Optional.empty(),
            Optional.empty());
    private static final StoredGrade WORSE = new StoredGrade(
            "a.test",
            TransportGrade.QUALIFIED,
            NOON,
            NOON,
            GOOD.basis(),
            Optional.of(new Drop(TransportGrade.NONE, NOON.plusSeconds(1), "kein TLS – überhaupt keines")),
            Optional.of(new Confirmation("anna", NOON.plusSeconds(2), TransportGrade.MANDATORY)));

    private DatabaseSettings settings;
    private Store store;

    abstract DatabaseSettings emptyDatabase();

    @BeforeEach
    void open() {
        settings = emptyDatabase();
        reopen();
    }

    @AfterEach
    void close() {
        store.close();
    }

    private void reopen() {
        store = Store.open(settings, "node-1", new SteppedClock(NOON), new SecureRandom());
    }

    private boolean replace(Optional<StoredGrade> before, StoredGrade after) {
        return store.grades().replace(before, after);
    }

    @Test
    void whatIsKeptIsFoundAfterARestartToo() {
        assertThat(store.grades().find("a.test")).isEmpty();
        assertThat(replace(Optional.empty(), GOOD)).isTrue();
        assertThat(store.grades().find("a.test")).contains(GOOD);
        assertThat(replace(Optional.of(GOOD), WORSE)).isTrue();
        store.close();
        reopen();

        assertThat(store.grades().find("a.test")).contains(WORSE);
        assertThat(replace(Optional.of(WORSE), GOOD)).isTrue();
        assertThat(store.grades().find("a.test")).contains(GOOD);
    }

    @Test
    void whatSomebodyElseChangedMeanwhileIsNotReplaced() {
        replace(Optional.empty(), GOOD);
        assertThat(replace(Optional.empty(), WORSE)).as("there is one now").isFalse();
        replace(Optional.of(GOOD), WORSE);

        assertThat(replace(Optional.of(GOOD), GOOD)).isFalse();
        assertThat(store.grades().find("a.test")).contains(WORSE);
    }

    @Test
    void thoseThatDroppedAreListed() {
        replace(Optional.empty(), WORSE);
        replace(Optional.empty(), of("b.test", NOON, Optional.empty()));
        replace(
                Optional.empty(),
                of("c.test", NOON, Optional.of(new Drop(TransportGrade.MANDATORY, NOON, "x".repeat(5_000)))));

        assertThat(store.grades().dropped()).extracting(StoredGrade::domain).containsExactly("c.test", "a.test");
    }

    @Test
    void oldOnesAreForgottenUnlessTheyDropped() {
        replace(Optional.empty(), WORSE);
        replace(Optional.empty(), of("old.test", NOON, Optional.empty()));
        replace(Optional.empty(), of("new.test", NOON.plus(Duration.ofDays(2)), Optional.empty()));

        assertThat(store.grades().sweep(NOON.plus(Duration.ofDays(401)))).isEqualTo(1);
        assertThat(store.grades().find("old.test")).isEmpty();
        assertThat(store.grades().find("a.test")).isPresent();
    }

    private static StoredGrade of(String domain, Instant seen, Optional<Drop> drop) {
        return new StoredGrade(domain, TransportGrade.QUALIFIED, NOON, seen, GOOD.basis(), drop, Optional.empty());
    }
}
