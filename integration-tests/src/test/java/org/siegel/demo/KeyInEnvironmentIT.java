package org.siegel.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.siegel.store.KeySource;

/** A gateway that is handed the key of its passwords in the environment. */
class KeyInEnvironmentIT {

    private static final String PARTNER = "mandatory.test";
    private static final String RECIPIENT = "kanzlei@" + PARTNER;
    private static final String KEY = "0123456789abcdef".repeat(4);
    private static final String OTHER = "fedcba9876543210".repeat(4);

    @Test
    void passwordsAreKeptUnderItWithoutAFileAndUnderNoOther(@TempDir Path home) throws IOException {
        Path keyFile = home.resolve("var/siegel/store.key");
        try (RunningOffice office = RunningOffice.open(
                home,
                Map.of(KeySource.VARIABLE, KEY),
                conf -> conf.edit(
                        "adaptive-encryption.xml",
                        "<sealing attachments=\"auto\" zip=\"no\"/>",
                        "<sealing attachments=\"auto\" zip=\"no\" password=\"per-recipient\"/>"))) {
            send(office, 1);
            assertThat(keyFile).doesNotExist();
            office.kill();

            assertThatThrownBy(() -> office.start(Map.of(KeySource.VARIABLE, OTHER)))
                    .as("another key")
                    .hasMessageContaining("Siegel does not start: ")
                    .message()
                    .doesNotContain(OTHER, OTHER.substring(0, 8));
            assertThatThrownBy(() -> office.start(Map.of(KeySource.VARIABLE, "")))
                    .as("no key")
                    .hasMessageContaining(
                            "Siegel does not start: Cannot use the environment variable SIEGEL_STORE_KEY");
            assertThat(keyFile).doesNotExist();

            office.start(Map.of(KeySource.VARIABLE, KEY));
            send(office, 2);
            List<Mime> sealed = office.arrivedAt(PARTNER).stream().map(Mime::of).toList();
            assertThat(sealed).hasSize(2);
            assertThat(sealed.get(1).subject())
                    .as("the password that was agreed before the restart")
                    .isEqualTo(sealed.get(0).subject());
            office.gateway().stop();
            requireNowhere(home, KEY);
        }
    }

    private static void send(RunningOffice office, int number) throws IOException {
        String mail = "From: " + RunningOffice.SENDER + "\r\nTo: " + RECIPIENT + "\r\nMessage-ID: <key" + number
                + "@organisation.test>\r\nSubject: [vertraulich] Vertrag\r\n\r\nGeheim\r\n";
        office.send(RunningOffice.SENDER, List.of(RECIPIENT), mail.getBytes(StandardCharsets.UTF_8));
        office.awaitEnd();
    }

    /** Neither log nor database nor anything else that the gateway wrote. */
    private static void requireNowhere(Path home, String secret) throws IOException {
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(secret))
                        .as(file.toString())
                        .isFalse();
            }
        }
    }
}
