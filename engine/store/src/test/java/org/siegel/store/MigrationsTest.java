package org.siegel.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MigrationsTest {

    @TempDir
    Path folder;

    @Test
    void everyScriptIsNamed() throws Exception {
        try (Stream<Path> scripts = Files.list(Path.of("src/main/resources/org/siegel/store/migration"))) {
            assertThat(scripts.map(script -> script.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(Migrations.SCRIPTS);
        }
    }

    @Test
    void aScriptThatCameLaterThanOneOfAHigherNumberIsRun() throws Exception {
        DatabaseSettings settings = Databases.h2(folder);
        Store.open(settings, "n", Samples.AT_NOON, new SecureRandom()).close();
        Databases.execute(settings, "DELETE FROM \"siegel_schema_history\" WHERE \"version\" = '7'");
        Databases.execute(settings, "DROP TABLE siegel_tls_sessions");

        try (Store store = Store.open(settings, "n", Samples.AT_NOON, new SecureRandom())) {
            assertThat(store.tlsReports().counted(LocalDate.EPOCH, "a.test")).isEmpty();
        }
    }

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
