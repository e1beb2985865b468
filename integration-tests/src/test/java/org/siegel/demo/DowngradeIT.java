package org.siegel.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.siegel.store.Outcome;
import org.siegel.testing.smtp.TlsSettings;

/** A partner whose encryption is gone: even mail that demands none is not sent in clear until somebody says so. */
class DowngradeIT {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final String PARTNER = "mandatory.test";

    @Test
    void mailWaitsUntilTheLowerGradeIsConfirmed(@TempDir Path home) throws Exception {
        try (RunningOffice office = RunningOffice.open(
                home,
                conf -> conf.edit(
                                "adaptive-encryption.xml",
                                "<risk-classes default=\"normal\">",
                                "<risk-classes default=\"none\">")
                        .set("siegel.properties", "smtp.mails-per-connection", "1"))) {
            send(office, 1);
            office.world.sink(PARTNER).awaitMessages(1, LONG);

            office.world.sink(PARTNER).tls(TlsSettings.none());
            send(office, 2);
            assertThat(Patience.await(LONG, () -> office.gateway().health().contains(PARTNER)))
                    .as(
                            "the alarm in the health check, in:\n%s",
                            office.gateway().output())
                    .isTrue();
            assertThat(office.gateway().output())
                    .contains("ALARM: downgrade: " + PARTNER + " was reached at 'mandatory'");
            assertThat(office.arrivedAt(PARTNER)).as("not in clear").hasSize(1);

            confirm(home, "mandatory"); // that is not what it is reached at, so nothing is confirmed
            confirm(home, "none");
            office.world.sink(PARTNER).awaitMessages(2, LONG);
            office.awaitEnd();
            assertThat(office.gateway().health()).doesNotContain(PARTNER);
            office.gateway().stop();

            assertThat(History.read(home, Clock.systemUTC(), new SecureRandom()))
                    .filteredOn(record ->
                            record.attempt().copy().messageId().orElse("").contains("2@"))
                    .extracting(record -> record.attempt().handling().outcome())
                    .containsSubsequence(Outcome.HELD, Outcome.RELEASED, Outcome.DELIVERED)
                    .endsWith(Outcome.DELIVERED);
        }
    }

    /** As the command does, which is tested where it is. */
    private static void confirm(Path home, String grade) throws IOException {
        Path folder = Files.createDirectories(home.resolve("var/siegel/confirmations"));
        Path draft = Files.writeString(
                folder.resolve(grade + ".draft"), "domain=" + PARTNER + "\ngrade=" + grade + "\nby=Anna\n");
        Files.move(draft, folder.resolve(grade + ".confirmed"));
    }

    private static void send(RunningOffice office, int number) throws IOException {
        office.send(
                List.of("einkauf@" + PARTNER),
                "From: " + RunningOffice.SENDER + "\r\nMessage-ID: <" + number
                        + "@organisation.test>\r\nSubject: Kantine\r\n\r\nGuten Tag\r\n");
    }
}
