package org.siegel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.siegel.policy.TransportGrade;
import org.siegel.store.DatabaseSettings;
import org.siegel.store.Store;
import org.siegel.store.StoredGrade;

/** What an administrator sees of downgrades, and how he says that one is meant. */
class DowngradesCommandTest {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    @TempDir
    Path home;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void configure() throws Exception {
        Files.createDirectories(home.resolve("conf"));
        Files.writeString(
                home.resolve("conf/siegel.properties"), "dns.resolver=127.0.0.1\nstore.user=u\nstore.password=p\n");
    }

    @Test
    void thoseThatDroppedAreListed() {
        remember();

        assertThat(run("list")).isZero();

        assertThat(out.toString())
                .contains(
                        "partner.test: mandatory since 2026-11-23 13:00 UTC, before qualified (since 2026-11-23 12:00 UTC,"
                                + " judged by bsi-practical 2026-01; dnssec)")
                .contains("the TLSA records are gone")
                .doesNotContain("fine.test");
    }

    @Test
    void aProgramGetsThemAsJson() throws Exception {
        remember();

        assertThat(run("list", "--json")).isZero();

        JsonNode list = new ObjectMapper().readTree(out.toString());
        assertThat(list).hasSize(1);
        assertThat(list.get(0).get("domain").asText()).isEqualTo("partner.test");
        assertThat(list.get(0).get("before").asText()).isEqualTo("qualified");
        assertThat(list.get(0).get("now").asText()).isEqualTo("mandatory");
        assertThat(list.get(0).get("since").asText()).isEqualTo("2026-11-23T13:00:00Z");
        assertThat(list.get(0).get("why").asText()).isEqualTo("the TLSA records are gone");
    }

    @Test
    void anEmptyListSaysSo() {
        open().close();

        assertThat(run("list")).isZero();
        assertThat(out.toString()).contains("No domain is reached worse than before.");
    }

    @Test
    void aConfirmationIsLeftForTheGatewayWithTheGradeThatWasSeen() throws Exception {
        remember();

        assertThat(run("confirm", "Partner.TEST", "--by", "Anna")).isZero();

        assertThat(notes())
                .singleElement()
                .satisfies(note -> assertThat(Files.readString(note))
                        .contains("domain=partner.test", "grade=mandatory", "by=Anna"));
    }

    @Test
    void whatDidNotDropCannotBeConfirmed() throws Exception {
        remember();

        assertThat(run("confirm", "fine.test")).isEqualTo(1);

        assertThat(err.toString()).contains("fine.test is not on the list");
        assertThat(Files.exists(home.resolve("var/siegel/confirmations"))).isFalse();
    }

    private List<Path> notes() throws IOException {
        try (var files = Files.list(home.resolve("var/siegel/confirmations"))) {
            return files.toList();
        }
    }

    private void remember() {
        try (Store store = open()) {
            store.grades().replace(Optional.empty(), row("fine.test", Optional.empty()));
            store.grades()
                    .replace(
                            Optional.empty(),
                            row(
                                    "partner.test",
                                    Optional.of(new StoredGrade.Drop(
                                            TransportGrade.MANDATORY,
                                            NOON.plusSeconds(3_600),
                                            "the TLSA records are gone"))));
        }
    }

    private static StoredGrade row(String domain, Optional<StoredGrade.Drop> drop) {
        return new StoredGrade(
                domain, TransportGrade.QUALIFIED, NOON, NOON, "bsi-practical 2026-01; dnssec", drop, Optional.empty());
    }

    private Store open() {
        return Store.open(
                new DatabaseSettings("jdbc:h2:file:" + home.resolve("var/siegel/store"), "u", "p"),
                "node",
                Clock.fixed(NOON, ZoneOffset.UTC),
                new SecureRandom());
    }

    private int run(String... arguments) {
        String[] all = new String[arguments.length + 3];
        all[0] = "downgrades";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        all[arguments.length + 1] = "--home";
        all[arguments.length + 2] = home.toString();
        return Siegel.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(all);
    }
}
