package org.siegel.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.siegel.store.Outcome;
import org.siegel.testing.smtp.Received;

/** One mail to several recipients, each of whom has a password of his own. */
class OwnPasswordsIT {

    private static final String PARTNER = "mandatory.test";
    private static final List<String> RECIPIENTS =
            List.of("anna@" + PARTNER, "bernd@" + PARTNER, "carla@" + PARTNER, "dora@" + PARTNER);
    private static final Pattern PASSWORD = Pattern.compile("[a-hjkm-z2-9]{4}(-[a-hjkm-z2-9]{4}){3,}");
    private static final String MAIL = "From: " + RunningOffice.SENDER + "\r\nTo: " + String.join(", ", RECIPIENTS)
            + "\r\nMessage-ID: <four@organisation.test>\r\nSubject: [vertraulich] Vertrag\r\n\r\nGeheim\r\n";

    @Test
    void eachGetsAFileThatHisPasswordAloneOpensInTheLanguageOfHisDomain(@TempDir Path home) throws Exception {
        try (RunningOffice office = RunningOffice.open(
                home,
                conf -> conf.edit(
                        "adaptive-encryption.xml",
                        "<sealing attachments=\"auto\" zip=\"no\"/>",
                        "<sealing password=\"derived\"><to domain=\"" + PARTNER + "\" language=\"en\"/></sealing>"))) {
            office.send(RunningOffice.SENDER, RECIPIENTS, MAIL.getBytes(StandardCharsets.UTF_8));
            office.awaitEnd();

            List<Received> arrived = office.arrivedAt(PARTNER);
            assertThat(arrived)
                    .flatExtracting(Received::recipientAddresses)
                    .containsExactlyInAnyOrderElementsOf(RECIPIENTS);
            assertThat(arrived)
                    .hasSameSizeAs(RECIPIENTS)
                    .allSatisfy(mail -> assertThat(Mime.of(mail).subject()).startsWith("Encrypted message ["));
            for (String recipient : RECIPIENTS) {
                String password = passwordFor(office, recipient);
                for (Received mail : arrived) {
                    byte[] pdf = Mime.of(mail).files("application/pdf").getFirst();
                    assertThat(OpenedPdf.opens(pdf, password))
                            .as("the password for %s opens what %s got", recipient, mail.recipientAddresses())
                            .isEqualTo(mail.recipientAddresses().contains(recipient));
                }
            }
            office.gateway().stop();
            var evidence = History.read(home, Clock.systemUTC(), new SecureRandom());
            for (String recipient : RECIPIENTS) {
                assertThat(History.of(evidence, "<four@organisation.test>", recipient)
                                .orElseThrow()
                                .records())
                        .extracting(record -> record.attempt().handling().outcome())
                        .containsExactly(Outcome.SEALED, Outcome.DELIVERED);
            }
        }
    }

    private static String passwordFor(RunningOffice office, String recipient) {
        List<String> found = office.arrivedAt(World.OWN).stream()
                .map(Mime::of)
                .filter(mail -> mail.subject().startsWith("Passwort"))
                .map(Mime::text)
                .filter(text -> text.contains(recipient))
                .flatMap(text -> PASSWORD.matcher(text).results())
                .map(MatchResult::group)
                .distinct()
                .toList();
        assertThat(found).as("passwords told for %s", recipient).hasSize(1);
        return found.getFirst();
    }
}
