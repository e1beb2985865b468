package org.siegel.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvidenceArchiveTest {

    @TempDir
    Path folder;

    @TempDir
    Path scratch;

    @Test
    void theFileOfARunningServerCanBeReadAndNothingIsLeftBehind() throws Exception {
        try (Store store = Store.open(Databases.h2(folder), "n", Samples.AT_NOON, new SecureRandom())) {
            Evidence written = store.evidence().append(Samples.full());
            try (var archive = EvidenceArchive.open(Databases.h2(folder), scratch)) {
                assertThat(archive.evidence().byMessageId("<1@sender.invalid>")).containsExactly(written);
                assertThat(archive.evidence().verify().isIntact()).isTrue();
            }
            assertThat(scratch).isEmptyDirectory();
            store.evidence().append(Samples.full());
            assertThat(store.evidence().verify().isIntact()).isTrue();
        }
    }

    @Test
    void postgresIsReadByTransactionsThatCannotWrite() {
        DatabaseSettings settings = Databases.postgres();
        try (Store store = Store.open(settings, "n", Samples.AT_NOON, new SecureRandom());
                var archive = EvidenceArchive.open(settings, scratch)) {
            store.evidence().append(Samples.full());
            assertThat(archive.evidence().verify().isIntact()).isTrue();
            assertThatThrownBy(() -> archive.evidence().append(Samples.full()))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("read-only");
        }
    }

    @Test
    void whereThereIsNoneThatIsSaid() {
        assertThatThrownBy(() -> EvidenceArchive.open(Databases.h2(folder), scratch))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("There is no evidence at " + folder.resolve("store.mv.db"))
                .hasMessageContaining("store.url");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aLineOfJsonHasTheWholeRecord() throws Exception {
        List<String> lines = new ArrayList<>();
        try (Store store = Store.open(Databases.h2(folder), "n", Samples.AT_NOON, new SecureRandom())) {
            store.evidence().append(Samples.full());
            store.evidence().export(Samples.NOON, evidence -> lines.add(EvidenceLines.line(evidence)));
        }
        assertThat(lines).hasSize(1);
        var line = Json.MAPPER.readTree(lines.getFirst());
        assertThat(line.at("/recordedAt").asText()).isEqualTo("2026-11-23T12:00:00.123456Z");
        assertThat(line.at("/copy/recipient").asText()).isEqualTo("bernd@recipient.invalid");
        assertThat(line.at("/judgement/decision/demand").asText()).isEqualTo("QUALIFIED");
        assertThat(line.at("/handling/connection/tls/version").asText()).isEqualTo("TLSv1.3");
        assertThat(lines.getFirst()).doesNotContain("\n");
    }
}
