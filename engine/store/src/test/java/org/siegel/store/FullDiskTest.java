package org.siegel.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The disk beneath the database file is full for a while: what was said to be written is kept, and without a restart it goes on. */
class FullDiskTest {

    private static final int SOME = 50;

    /** More than the room that is left inside a file of this size. */
    private static final int MANY = 2_000;

    /** So many connections may stand open on the database that H2 closed. */
    private static final int POOL = 4;

    @TempDir
    Path folder;

    @Test
    void whatIsNotWrittenIsRefusedAndAfterwardsItGoesOn() {
        List<UUID> written = new ArrayList<>();
        try (LimitedDisk disk = LimitedDisk.mounted()) {
            try (Store store = open()) {
                EvidenceLog log = store.evidence();
                append(log, SOME, written);

                disk.fill();
                StoreException first = refusal(log, MANY, written);
                assertThat(first.mayPass()).as("the same may be written later").isTrue();
                assertThat(first).hasMessageContaining("No space left on device");
                for (int i = 0; i < 2 * POOL; i++) {
                    assertThat(refusal(log, 1, written).mayPass()).isTrue();
                }

                disk.makeRoom();
                int before = written.size();
                for (int i = 0; i < POOL && written.size() == before; i++) {
                    refusal(log, 1, written);
                }
                append(log, SOME, written);
                assertThat(ids(log)).containsExactlyElementsOf(written);
                assertThat(log.verify().defects()).isEmpty();
            }
            try (Store store = open()) {
                assertThat(ids(store.evidence())).containsExactlyElementsOf(written);
                assertThat(store.evidence().verify().defects()).isEmpty();
            }
        }
    }

    /** {@code null} if there was none. */
    private static StoreException refusal(EvidenceLog log, int most, List<UUID> written) {
        return catchThrowableOfType(StoreException.class, () -> append(log, most, written));
    }

    private static void append(EvidenceLog log, int count, List<UUID> written) {
        IntStream.range(0, count)
                .forEach(_i -> written.add(log.append(Samples.full()).id()));
    }

    private static List<UUID> ids(EvidenceLog log) {
        List<UUID> ids = new ArrayList<>();
        log.export(Instant.EPOCH, record -> ids.add(record.id()));
        return ids;
    }

    private Store open() {
        return Store.open(
                new DatabaseSettings("jdbc:h2:file:" + folder.resolve("store"), "siegel", "secret"),
                "node-1",
                Clock.systemUTC(),
                new SecureRandom());
    }
}
