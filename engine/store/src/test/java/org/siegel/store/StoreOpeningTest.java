package org.siegel.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.SQLException;
import org.assertj.core.util.Throwables;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an administrator reads when the database cannot be opened. */
class StoreOpeningTest {

    @TempDir
    Path folder;

    private static Store open(DatabaseSettings settings) {
        return Store.open(settings, "node-1", Samples.AT_NOON, new SecureRandom());
    }

    private static Store open(String url) {
        return open(new DatabaseSettings(url, "siegel", "correct horse"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "jdbc:mysql://localhost/siegel",
                "jdbc:h2:mem:siegel",
                "jdbc:h2:tcp://localhost/siegel",
                "jdbc:h2:/var/lib/siegel",
                "jdbc:h2:file:relative/path",
                "jdbc:h2:file:~/siegel",
                "jdbc:h2:file:/tmp/x;WRITE_DELAY=0",
                "jdbc:h2:file:/tmp/x\0y",
            })
    void urlThatCannotKeepEvidenceIsRefusedWithWhatToDo(String url) {
        assertThatThrownBy(() -> open(url))
                .isInstanceOf(StoreException.class)
                .hasMessageStartingWith("Cannot use the database " + url);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://localhost/siegel?password=correct",
                "jdbc:postgresql://localhost/siegel?user=a&PASSWORD=correct",
                "jdbc:postgresql://siegel:correct@localhost/siegel",
                "jdbc:h2:file:/tmp/x;PASSWORD=correct",
            })
    void urlWithAPasswordIsRefusedBecauseUrlsAreShown(String url) {
        assertThatThrownBy(() -> open(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must not contain a password")
                .hasMessageNotContaining("correct");
    }

    @Test
    void settingsDoNotShowThePassword() {
        assertThat(Databases.h2(folder).toString())
                .contains("store as user siegel")
                .doesNotContain("file password");
    }

    @Test
    void missingFoldersAndFileAreCreatedForTheirOwnerAlone() throws IOException {
        Path deep = folder.resolve("a/b");

        open(Databases.h2(deep)).close();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(deep)))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(deep.resolve("store.mv.db"))))
                .isEqualTo("rw-------");
        try (var files = Files.list(deep)) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void fileWhereAFolderShouldBeIsToldWithItsPath() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));

        assertThatThrownBy(() -> open(Databases.h2(file)))
                .isInstanceOf(StoreException.class)
                .hasMessageStartingWith("Cannot create the database file " + file);
    }

    @Test
    void wrongPasswordIsToldWithoutShowingOne() {
        open(Databases.h2(folder)).close();

        assertThatThrownBy(() -> open(new DatabaseSettings(Databases.h2(folder).url(), "siegel", "wrong-password")))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("User and password must be those")
                .satisfies(e -> assertThat(Throwables.getStackTrace(e)).doesNotContain("wrong-password"));
    }

    @Test
    void serverThatCannotBeReachedIsToldWithWhere() throws IOException {
        int closed;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = socket.getLocalPort();
        }
        String url = "jdbc:postgresql://127.0.0.1:" + closed + "/siegel";

        assertThatThrownBy(() -> open(url))
                .isInstanceOf(StoreException.class)
                .hasMessageStartingWith("Cannot open the database " + url + " as user siegel: ")
                .hasMessageContaining("Check that the server runs")
                .satisfies(e -> assertThat(Throwables.getStackTrace(e)).doesNotContain("correct horse"));
    }

    @Test
    @Tag("postgres")
    void databaseThatDoesNotExistIsToldWithHowToCreateIt() {
        DatabaseSettings existing = Databases.postgresServer();

        assertThatThrownBy(() -> open(new DatabaseSettings(existing.url() + "-missing", existing.user(), "")))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("CREATE DATABASE");
    }

    @Test
    @Tag("postgres")
    void userWhoMayNotCreateTablesIsToldWhatToGrant() throws SQLException {
        DatabaseSettings settings = Databases.postgresServer();
        Databases.execute(settings, "CREATE USER weak");

        assertThatThrownBy(() -> open(new DatabaseSettings(settings.url(), "weak", "")))
                .isInstanceOf(StoreException.class)
                .hasMessageStartingWith("Cannot bring the tables in " + settings.url())
                .hasMessageContaining("GRANT CREATE");
    }

    @Test
    @Tag("postgres")
    void schemaThatHoldsTablesOfOthersIsShared() throws SQLException {
        DatabaseSettings settings = Databases.postgres();
        Databases.execute(settings, "CREATE TABLE james_user (name text)");

        try (Store store = open(settings)) {
            Evidence written = store.evidence().append(Samples.full());
            assertThat(store.evidence().byMailName("Mail1700-full")).containsExactly(written);
        }
    }

    @Test
    void changedMigrationIsNotedAsWhatItIs() throws SQLException {
        DatabaseSettings settings = Databases.h2(folder);
        open(settings).close();
        Databases.execute(settings, "UPDATE \"siegel_schema_history\" SET \"checksum\" = 1 WHERE \"version\" = '1'");

        assertThatThrownBy(() -> open(settings))
                .isInstanceOf(StoreException.class)
                .hasMessageStartingWith("Cannot bring the tables in " + settings)
                .hasMessageContaining("restore a backup");
    }

    @Test
    void closedStoreRefusesToRecord() {
        Store store = open(Databases.h2(folder));
        store.close();

        assertThatThrownBy(() -> store.evidence().append(Samples.full())).isInstanceOf(StoreException.class);
    }
}
