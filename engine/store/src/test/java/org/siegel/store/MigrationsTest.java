package org.siegel.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MigrationsTest {

    @TempDir
    Path folder;

    /** As after a kill between a statement and the note that its script is done. */
    @Test
    void scriptsThatWereRunWithoutBeingNotedAreRunAgainWithoutHarm() throws Exception {
        DatabaseSettings settings = Databases.h2(folder);
        try (Store store = Store.open(settings, "n", Samples.AT_NOON, new SecureRandom())) {
            store.evidence().append(Samples.full());
        }
        Databases.execute(settings, "DELETE FROM \"siegel_schema_history\" WHERE \"version\" <> '0'");

        try (Store store = Store.open(settings, "n", Samples.AT_NOON, new SecureRandom())) {
            assertThat(store.evidence().byMailName("Mail1700-full")).hasSize(1);
            assertThat(store.evidence().verify().isIntact()).isTrue();
        }
    }
}
