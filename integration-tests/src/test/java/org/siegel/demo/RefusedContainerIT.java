package org.siegel.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.siegel.store.Outcome.BOUNCED;
import static org.siegel.store.Outcome.CONTAINER_REFUSED;
import static org.siegel.store.Outcome.DELIVERED;
import static org.siegel.store.Outcome.SEALED;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
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
    private static final String UNFINISHED = "{message,scratch,sealed,cover,notice}-*";
    private static final Duration LONG = Duration.ofSeconds(60);
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
            office.world.sink(PARTNER).at(Step.END_OF_DATA, new Behaviour.Reply(552, "Message content rejected"));
            send(office, 1);
            assertThat(office.arrivedAt(PARTNER)).isEmpty();
            assertThat(notices(office))
                    .singleElement()
                    .asString()
                    .contains(RECIPIENT, "552 Message content rejected", "Betreff: [vertraulich] Vertrag");
            assertThat(passwordNotices(office)).as("nobody needs a password").isEmpty();

            assertThat(webAdmin(office, "GET", "").body())
                    .contains("\"total\":1", "\"domain\":\"" + PARTNER, "\"container\":\"pdf\"")
                    .contains("\"reply\":\"552 Message content rejected\"");
            assertThat(webAdmin(office, "DELETE", "/" + PARTNER).statusCode()).isEqualTo(204);
            assertThat(webAdmin(office, "DELETE", "/" + PARTNER).statusCode()).isEqualTo(404);
            assertThat(webAdmin(office, "GET", "").body()).contains("\"total\":0");
            office.gateway().stop();
            assertThat(told(History.read(home, Clock.systemUTC(), new SecureRandom()), 1))
                    .containsExactly(SEALED + " PDF", BOUNCED + " PDF 552");
        }
    }

    @Test
    void theGatewayIsKilledWhileItSealsAnew(@TempDir Path home) throws Exception {
        Path work = home.resolve("var/siegel/work");
        try (RunningOffice office = RunningOffice.open(
                home,
                conf -> conf.edit(
                                "adaptive-encryption.xml",
                                "<sealing attachments=\"auto\" zip=\"no\"/>",
                                "<sealing attachments=\"auto\" zip=\"no\" when-refused=\"other-container\"/>")
                        .edit(
                                "adaptive-encryption.xml",
                                "name=\"high\"      required-grade=\"qualified\" otherwise=\"password-pdf\"",
                                "name=\"high\"      required-grade=\"qualified\" otherwise=\"password-zip\""))) {
            office.world.sink(PARTNER).atFirst(1, Step.END_OF_DATA, NO);
            // a ZIP is made at once, its pages for the PDF take seconds
            office.send(RunningOffice.SENDER, List.of(RECIPIENT), mail(1, (SECRET + "\r\n").repeat(8_000)));
            Patience.demand(
                    LONG,
                    () -> !list(work, "scratch-*").isEmpty(),
                    () -> "it is not sealed anew. The gateway said:\n"
                            + office.gateway().output());
            office.kill();
            assertThat(list(work, UNFINISHED)).as("killed in the middle").isNotEmpty();
            assertThat(office.arrivedAt(PARTNER)).isEmpty();

            office.start();
            office.awaitEnd();
            assertThat(list(work, UNFINISHED)).as("what was left behind").isEmpty();
            assertThat(office.arrivedAt(PARTNER)).isNotEmpty().allSatisfy(mail -> {
                assertThat(Mime.of(mail).has("application/pdf")).isTrue();
                assertThat(mail.body().text()).doesNotContain(SECRET);
            });
            assertThat(passwordNotices(office)).isNotEmpty().last().asString().contains("552 5.7.0 encrypted");
            assertThat(office.notices()).isEmpty();
            office.gateway().stop();
            assertThat(told(History.read(home, Clock.systemUTC(), new SecureRandom()), 1))
                    .startsWith(SEALED + " ZIP", CONTAINER_REFUSED + " ZIP 552")
                    .endsWith(SEALED + " PDF", DELIVERED + " PDF 250");
        }
    }

    private static List<Path> list(Path folder, String glob) {
        try (var files = Files.newDirectoryStream(folder, glob)) {
            List<Path> found = new ArrayList<>();
            files.forEach(found::add);
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static HttpResponse<String> webAdmin(RunningOffice office, String method, String path)
            throws IOException, InterruptedException {
        URI uri = URI.create(office.gateway().webAdmin() + "/adaptive-encryption/refused-containers" + path);
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                    HttpRequest.newBuilder(uri)
                            .method(method, HttpRequest.BodyPublishers.noBody())
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    private static void send(RunningOffice office, int number) throws IOException {
        office.send(RunningOffice.SENDER, List.of(RECIPIENT), mail(number, SECRET));
        office.awaitEnd();
    }

    private static byte[] mail(int number, String text) {
        String mail = "From: " + RunningOffice.SENDER + "\r\nTo: " + RECIPIENT + "\r\nMessage-ID: <refused" + number
                + "@organisation.test>\r\nSubject: [vertraulich] Vertrag\r\n\r\n" + text + "\r\n";
        return mail.getBytes(StandardCharsets.UTF_8);
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
