package org.siegel.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a sender says of a mail by its subject, through the whole gateway with the shipped policy. */
class TagsIT {

    private static final String HEADER = "From: anna.schmidt@organisation.test\r\n";

    @TempDir
    static Path home;

    private static RunningOffice office;

    @BeforeAll
    static void open() {
        office = RunningOffice.open(
                home,
                conf -> conf.edit(
                        "adaptive-encryption.xml",
                        "<subject-tag text=\"sicher\"               class=\"high\"/>",
                        "<subject-tag text=\"sicher\" class=\"high\" strip=\"yes\"/>"));
    }

    @AfterAll
    static void close() {
        office.close();
    }

    @BeforeEach
    void forget() {
        office.forget();
    }

    @ParameterizedTest
    @ValueSource(strings = {"VS-NfD: Lage", "Lage [VS-NfD]", "=?utf-8?q?VS_-_NUR_F=C3=9CR_DEN_DIENSTGEBRAUCH?= Lage"})
    void markedVsNfdItGoesNowhereAndBackToItsSender(String subject) throws Exception {
        office.send(
                List.of("einkauf@qualified.test", "post@plaintext.test"), HEADER + "Subject: " + subject + "\r\n\r\nx");

        office.awaitEnd();

        assertThat(office.arrivedAt("qualified.test")).isEmpty();
        assertThat(office.arrivedAt("plaintext.test")).isEmpty();
        assertThat(String.join("\n", office.notices())).contains("einkauf@qualified.test", "post@plaintext.test");
    }

    @Test
    void aTagThatIsStrippedCountsAndIsGone() throws Exception {
        office.send(
                List.of("einkauf@qualified.test", "kanzlei@mandatory.test"),
                HEADER + "Subject: [sicher] Angebot\r\n\r\nDas Angebot gilt bis Freitag.");

        office.awaitEnd();

        assertThat(office.arrivedAt("qualified.test"))
                .singleElement()
                .satisfies(message -> assertThat(message.body().text())
                        .contains("Subject: Angebot\r\n", "Das Angebot gilt")
                        .doesNotContain("sicher"));
        // of class high by its tag, so it is sealed where the transfer is not qualified
        assertThat(office.arrivedAt("mandatory.test"))
                .singleElement()
                .satisfies(message -> assertThat(message.body().text()).doesNotContain("Das Angebot gilt"));
    }
}
