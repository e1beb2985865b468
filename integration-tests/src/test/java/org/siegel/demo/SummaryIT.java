package org.siegel.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.siegel.policy.Choice;

/** A sender who wants it is told once, when all is known, how each recipient got a mail. */
class SummaryIT {

    @Test
    void oneSummaryOfAllRecipientsAlthoughTheGatewayWasKilledMeanwhile(@TempDir Path home) throws Exception {
        try (AskingOffice asking =
                AskingOffice.open(home, conf -> conf.set("siegel.properties", "summary.send", "always"))) {
            asking.send(
                    "[vertraulich] Gehaltsrunde",
                    "personal@qualified.test",
                    "kanzlei@mandatory.test",
                    "x@null-mx.test");
            var link = asking.link();
            asking.office.world.sink("qualified.test").awaitMessages(1, AskingOffice.SECONDS);
            asking.office.awaitEnd();
            assertThat(summaries(asking)).as("one recipient still waits").isEmpty();

            asking.office.kill();
            asking.office.start();
            assertThat(asking.page.decide(link, Choice.PASSWORD_PDF, "").statusCode())
                    .isEqualTo(303);
            assertThat(Patience.await(
                            AskingOffice.SECONDS, () -> !summaries(asking).isEmpty()))
                    .as(asking.office.gateway().output())
                    .isTrue();
            asking.awaitNothingHeld();

            assertThat(summaries(asking)).hasSize(1);
            Mime summary = summaries(asking).getFirst();
            assertThat(summary.subject()).isEqualTo("Zustellung / Delivery: [vertraulich] Gehaltsrunde");
            String password = passwordId(asking);
            assertThat(summary.text().replaceAll("\\s+", " "))
                    .containsPattern("qualifizierte TLS-Verbindung, DANE -+ personal@qualified.test")
                    .containsPattern("Als verschlüsseltes PDF, Passwort " + password + " -+ kanzlei@mandatory.test")
                    .containsPattern("Nicht zugestellt\\. .* -+ x@null-mx.test")
                    .doesNotContain("Geheimer Inhalt");
        }
    }

    private static List<Mime> summaries(AskingOffice asking) {
        return asking.own()
                .filter(mail -> mail.subject().startsWith("Zustellung"))
                .toList();
    }

    /** The notice with the password names it at the end of its subject. */
    private static String passwordId(AskingOffice asking) {
        return asking.own()
                .map(Mime::subject)
                .filter(subject -> subject.contains("Passwort"))
                .map(subject -> subject.substring(subject.lastIndexOf(' ') + 1))
                .findFirst()
                .orElseThrow();
    }
}
