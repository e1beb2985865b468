package org.siegel.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What holds for the store of sightings on every database. */
abstract class MxSightingStoreContract {

    private static final Instant NOON = Samples.NOON;
    private static final MxSighting NAMED = new MxSighting("mx1.a.test", "");
    private static final MxSighting AT = new MxSighting("mx1.a.test", "192.0.2.1");

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

    private Map<MxSighting, Instant> note(Duration later, MxSighting... seen) {
        return store.mxSightings().note("a.test", Set.of(seen), NOON.plus(later));
    }

    @Test
    void itIsKnownSinceWhenEachWasSeenAfterARestartToo() {
        assertThat(note(Duration.ZERO, NAMED)).containsEntry(NAMED, NOON);
        store.close();
        reopen();

        Duration later = Duration.ofDays(20);
        assertThat(note(later, NAMED, AT)).containsEntry(NAMED, NOON).containsEntry(AT, NOON.plus(later));
        assertThat(note(Duration.ofDays(40), NAMED)).containsEntry(NAMED, NOON);
    }

    @Test
    void whatWasNotSeenForAMonthIsNewAgain() {
        note(Duration.ZERO, NAMED);
        Duration later = Duration.ofDays(31);

        assertThat(note(later, NAMED)).containsEntry(NAMED, NOON.plus(later));
    }

    @Test
    void domainsAreKeptApartAndOldOnesSwept() {
        note(Duration.ZERO, NAMED, AT);
        Instant later = NOON.plus(Duration.ofDays(20));
        assertThat(store.mxSightings().note("b.test", Set.of(NAMED), later)).containsEntry(NAMED, later);

        assertThat(store.mxSightings().sweep(NOON.plus(Duration.ofDays(32)))).isEqualTo(2);
    }
}
