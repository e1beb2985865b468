package org.siegel.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.siegel.store.RecordingProcess.Mode;

/** What a process leaves in its H2 file that ends without warning, or that is still there. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class CrashTest {

    private static final List<String> TABLES =
            List.of("siegel_evidence_chain", "siegel_evidence", "siegel_question_token", "siegel_question");

    @TempDir
    Path folder;

    @Test
    void recordIsThereAlthoughTheProcessHaltsRightAfterWritingIt() throws Exception {
        Process process = RecordingProcess.start(folder, Mode.ONCE);
        List<UUID> written = ids(process.inputReader(StandardCharsets.US_ASCII));
        assertThat(process.waitFor()).isEqualTo(9);

        assertThat(written).hasSize(1);
        assertThat(recorded()).containsExactlyElementsOf(written);
    }

    @RepeatedTest(3)
    void everyRecordThatWasReportedAsWrittenSurvivesAKill() throws Exception {
        Process process = RecordingProcess.start(folder, Mode.ENDLESS);
        BufferedReader output = process.inputReader(StandardCharsets.US_ASCII);
        List<UUID> written = new ArrayList<>();
        while (written.size() < 500) {
            written.add(UUID.fromString(output.readLine()));
        }
        // Through the handle, because Process.destroyForcibly closes the output that is still to be read.
        process.toHandle().destroyForcibly();
        written.addAll(ids(output));
        process.waitFor();

        assertThat(recorded()).containsAll(written);
        // And the file can still be written to.
        try (Store store = open()) {
            store.evidence().append(Samples.full());
        }
    }

    /** A copy of the file is what a kill leaves. Room within the file is used at once here; else H2 waits for 45 s. */
    @Test
    void whatWasReportedAsWrittenIsFoundWhereverInTheFileItLies() throws Exception {
        int records = 25;
        DatabaseSettings settings = Databases.h2(folder);
        try (Store store = open()) {
            Databases.execute(settings, "SET RETENTION_TIME 0");
            for (int i = 1; i <= records; i++) {
                store.evidence().append(Samples.full());
                Path copy = Files.createDirectory(folder.resolve("after" + i));
                Files.copy(folder.resolve("store.mv.db"), copy.resolve("store.mv.db"));
                try (Connection connection = Databases.connect(Databases.h2(copy));
                        Statement statement = connection.createStatement();
                        ResultSet count = statement.executeQuery("SELECT count(*) FROM siegel_evidence")) {
                    count.next();
                    assertThat(count.getInt(1)).isEqualTo(i);
                }
            }
        }
    }

    /**
     * A transaction that was open at the kill must be undone: what is left of one locks its rows for ever. H2 writes the maps
     * of a database one after the other, so it happens where another thread changes them meanwhile.
     */
    @RepeatedTest(2)
    void nothingIsLockedAfterAKillWhileManyWrite() throws Exception {
        Process process = RecordingProcess.start(folder, Mode.MIXED);
        BufferedReader output = process.inputReader(StandardCharsets.US_ASCII);
        for (int i = 0; i < 300; i++) {
            output.readLine();
        }
        process.toHandle().destroyForcibly();
        output.lines().forEach(_line -> {});
        process.waitFor();

        try (Store store = open()) {
            store.evidence().append(Samples.full());
            // What a lost transaction left counts as locked whenever its number is in use again.
            List<Connection> others = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                others.add(transaction());
            }
            try (Connection connection = Databases.connect(Databases.h2(folder));
                    Statement statement = connection.createStatement()) {
                for (String table : TABLES) {
                    statement.execute("DELETE FROM " + table);
                }
            }
            for (Connection other : others) {
                other.close();
            }
        }
    }

    private Connection transaction() throws SQLException {
        Connection connection = Databases.connect(Databases.h2(folder));
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE LOCAL TEMPORARY TABLE busy (x INT)");
            statement.execute("INSERT INTO busy VALUES (1)");
        }
        return connection;
    }

    @Test
    void secondProcessIsToldThatTheFileIsInUseAndWhatToDo() throws Exception {
        Process process = RecordingProcess.start(folder, Mode.HOLD);
        try {
            assertThat(process.inputReader(StandardCharsets.US_ASCII).readLine())
                    .isEqualTo("open");

            assertThatThrownBy(this::open)
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining(folder.toString())
                    .hasMessageContaining("Another process has it open")
                    .hasMessageContaining("PostgreSQL");
        } finally {
            process.destroyForcibly().waitFor();
        }
        open().close();
    }

    @Test
    void fileThatIsNoDatabaseIsLeftAsItIs() throws IOException {
        Path file = folder.resolve("store.mv.db");
        String text = "something else ".repeat(1_000);
        Files.writeString(file, text);

        assertThatThrownBy(this::open)
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("restore it from a backup");
        assertThat(file).hasContent(text);
    }

    private Store open() {
        return Store.open(Databases.h2(folder), "parent", Samples.AT_NOON, new SecureRandom());
    }

    private List<UUID> recorded() {
        try (Store store = open()) {
            return store.evidence().byMailName("Mail1700-full").stream()
                    .map(Evidence::id)
                    .toList();
        }
    }

    /** A killed process may leave its last line unfinished. */
    private static List<UUID> ids(BufferedReader output) {
        return output.lines()
                .filter(line -> line.length() == 36 && line.equals(line.toLowerCase(Locale.ROOT)))
                .map(UUID::fromString)
                .toList();
    }
}
