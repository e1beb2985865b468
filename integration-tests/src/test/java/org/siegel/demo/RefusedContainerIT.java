package org.siegel.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.siegel.store.Outcome.BOUNCED;
import static org.siegel.store.Outcome.CONTAINER_REFUSED;
import static org.siegel.store.Outcome.DELIVERED;
import static org.siegel.store.Outcome.SEALED;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.siegel.store.Container.Format;
import org.siegel.store.Evidence;
import org.siegel.store.Handling;
import org.siegel.testing.smtp.Behaviour;
import org.siegel.testing.smtp.Step;

/** A partner whose server takes no encrypted PDF: another container if the policy says so, else the mail comes back. */
class RefusedContainerIT {

    private static final String PARTNER = "mandatory.test";
    private static final String RECIPIENT = "kanzlei@" + PARTNER;
    private static final String SECRET = "die Probezeit endet vorzeitig";
    private static final Behaviour NO = new Behaviour.Reply(552, "5.7.0 encrypted attachments not allowed here");

    @Test
    void theOtherContainerIsTriedAtOnceRememberedAndNoneTwice(@TempDir Path home) throws Exception {
        try (RunningOffice office = RunningOffice.open(
                home,
                conf -> conf.edit(
                        "adaptive-encryption.xml",
                        "<sealing attachments=\"auto\" zip=\"no\"/>",
                        "<sealing attachments=\"auto\" zip=\"no\" when-refused=\"other-container\"/>"))) {
            office.world.sink(PARTNER).atFirst(1, Step.END_OF_DATA, NO);
            send(office, 1);
            assertThat(office.arrivedAt(PARTNER)).singleElement().satisfies(mail -> {
                assertThat(Mime.of(mail).files("application/zip")).hasSize(1);
                assertThat(Mime.of(mail).has("application/pdf")).isFalse();
            });
            assertThat(passwordNotices(office)).singleElement().asString().contains("552 5.7.0 encrypted attachments");
            assertThat(office.notices()).isEmpty();

            send(office, 2);
            assertThat(office.arrivedAt(PARTNER))
                    .hasSize(2)
                    .allSatisfy(mail ->
                            assertThat(Mime.of(mail).has("application/zip")).isTrue());

            office.world.sink(PARTNER).at(Step.END_OF_DATA, NO);
            send(office, 3);
            assertThat(office.arrivedAt(PARTNER)).hasSize(2);
            assertThat(notices(office))
                    .singleElement()
                    .asString()
                    .contains(RECIPIENT, "552 5.7.0 encrypted attachments not allowed here", "nimmt er solche Dateien");
            office.gateway().stop();

            assertThat(office.world.sink(PARTNER).connections())
                    .allSatisfy(connection -> assertThat(connection.cleartext()).doesNotContain(SECRET));
            List<Evidence> all = History.read(home, Clock.systemUTC(), new SecureRandom());
            assertThat(told(all, 1))
                    .containsExactly(
                            SEALED + " PDF", CONTAINER_REFUSED + " PDF 552", SEALED + " ZIP", DELIVERED + " ZIP 250");
            assertThat(told(all, 2)).containsExactly(SEALED + " ZIP", DELIVERED + " ZIP 250");
            assertThat(told(all, 3))
                    .containsExactly(
                            SEALED + " ZIP", CONTAINER_REFUSED + " ZIP 552", SEALED + " PDF", BOUNCED + " PDF 552");
            assertThat(all.stream()
                            .flatMap(one -> one.attempt().handling().container().stream())
                            .map(container -> container.format() + container.passwordId())
                            .distinct())
                    .as("each container has a password of its own")
                    .hasSize(5);
        }
    }

    @Test
    void withoutAWordInThePolicyItComesBack(@TempDir Path home) throws Exception {
        try (RunningOffice office = RunningOffice.open(home, _conf -> {})) {
            office.world.sink(PARTNER).at(Step.END_OF_DATA, NO);
            send(office, 1);
            assertThat(office.arrivedAt(PARTNER)).isEmpty();
            assertThat(notices(office))
                    .singleElement()
                    .asString()
                    .contains(RECIPIENT, "552 5.7.0 encrypted attachments not allowed here");
            assertThat(passwordNotices(office)).as("nobody needs a password").isEmpty();
            office.gateway().stop();
            assertThat(told(History.read(home, Clock.systemUTC(), new SecureRandom()), 1))
                    .containsExactly(SEALED + " PDF", BOUNCED + " PDF 552");
        }
    }

    private static void send(RunningOffice office, int number) throws IOException {
        String mail = "From: " + RunningOffice.SENDER + "\r\nTo: " + RECIPIENT + "\r\nMessage-ID: <refused" + number
                + "@organisation.test>\r\nSubject: [vertraulich] Vertrag\r\n\r\n" + SECRET + "\r\n";
        office.send(RunningOffice.SENDER, List.of(RECIPIENT), mail.getBytes(StandardCharsets.UTF_8));
        office.awaitEnd();
    }

    private static List<String> passwordNotices(RunningOffice office) {
        return office.arrivedAt(World.OWN).stream()
                .map(Mime::of)
                .filter(mail -> mail.subject().startsWith("Passwort"))
                .map(Mime::text)
                .map(RefusedContainerIT::flowing)
                .toList();
    }

    private static List<String> notices(RunningOffice office) {
        return office.notices().stream().map(RefusedContainerIT::flowing).toList();
    }

    private static String flowing(String text) {
        return text.replaceAll("\\s+", " ");
    }

    /** Outcome, container and the server's code, oldest first. */
    private static List<String> told(List<Evidence> all, int number) {
        return all.stream()
                .filter(record -> record.attempt().copy().messageId().orElse("").contains("refused" + number + "@"))
                .map(record -> record.attempt().handling())
                .map(RefusedContainerIT::inWords)
                .toList();
    }

    private static String inWords(Handling handling) {
        Format format = handling.container().orElseThrow().format();
        String reply = handling.reply().map(one -> " " + one.code()).orElse("");
        return handling.outcome() + " " + format + reply;
    }
}
