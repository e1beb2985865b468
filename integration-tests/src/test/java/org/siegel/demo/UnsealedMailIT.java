package org.siegel.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What programs read goes unsealed where it travels well enough; it is neither lost nor sent over worse connections. */
class UnsealedMailIT {

    private static final String PARTNER = "mandatory.test";
    private static final String RECIPIENT = "kanzlei@" + PARTNER;
    private static final String SECRET = "die Probezeit endet vorzeitig";
    private static final String ABSENCE = "Auto-Submitted: auto-replied\r\n\r\nNicht da; " + SECRET + "\r\n";
    private static final String INVITATION = """
            MIME-Version: 1.0
            Content-Type: text/calendar; charset=utf-8; method=REQUEST

            BEGIN:VCALENDAR
            METHOD:REQUEST
            BEGIN:VEVENT
            SUMMARY:%s
            END:VEVENT
            END:VCALENDAR
            """.replace("\n", "\r\n").formatted(SECRET);

    @Test
    void theGradeOfItsClassIsWaitedForAndThenItComesBackOrIsKept(@TempDir Path home) throws Exception {
        try (RunningOffice office = RunningOffice.open(home, _conf -> {})) {
            send(office, RunningOffice.SENDER, 1, ABSENCE);
            assertThat(office.notices()).singleElement().asString().contains(RECIPIENT);
            send(office, "", 2, ABSENCE);
            assertThat(office.gateway().repository("undeliverable"))
                    .as("nobody can be told of it")
                    .hasSize(1);
            assertThat(office.arrivedAt(PARTNER)).isEmpty();

            send(office, RunningOffice.SENDER, 3, INVITATION);
            assertThat(office.arrivedAt(PARTNER)).singleElement().satisfies(mail -> {
                assertThat(Mime.of(mail).has("application/pdf")).isTrue();
                assertThat(Mime.of(mail).has("text/calendar")).isFalse();
            });
            nothingWentInClear(office);
        }
    }

    @Test
    void thePolicyLetsItGoAtAnotherGradeAndNothingElse(@TempDir Path home) throws Exception {
        try (RunningOffice office = RunningOffice.open(
                home,
                conf -> conf.edit("adaptive-encryption.xml", "<sealing attachments=\"auto\" zip=\"no\"/>", """
                        <sealing attachments="auto" zip="no">
                          <unsealed kind="automatic" up-to="high" grade="mandatory"/>
                          <unsealed kind="meeting-request" up-to="high" grade="mandatory"/>
                        </sealing>"""))) {
            send(office, "", 1, ABSENCE);
            send(office, RunningOffice.SENDER, 2, INVITATION);
            assertThat(office.arrivedAt(PARTNER))
                    .hasSize(2)
                    .allSatisfy(mail -> assertThat(mail.body().text()).contains(SECRET));

            send(office, RunningOffice.SENDER, 3, "\r\n" + SECRET + "\r\n");
            assertThat(office.arrivedAt(PARTNER))
                    .hasSize(3)
                    .last()
                    .satisfies(mail ->
                            assertThat(Mime.of(mail).has("application/pdf")).isTrue());
            assertThat(office.notices()).isEmpty();
            nothingWentInClear(office);
        }
    }

    private static void nothingWentInClear(RunningOffice office) {
        assertThat(office.world.sink(PARTNER).connections())
                .isNotEmpty()
                .allSatisfy(connection -> assertThat(connection.cleartext()).doesNotContain(SECRET));
    }

    private static void send(RunningOffice office, String sender, int number, String rest) throws IOException {
        String mail = "From: " + RunningOffice.SENDER + "\r\nTo: " + RECIPIENT + "\r\nMessage-ID: <unsealed" + number
                + "@organisation.test>\r\nSubject: [vertraulich] Vertrag\r\n" + rest;
        office.send(sender, List.of(RECIPIENT), mail.getBytes(StandardCharsets.UTF_8));
        office.awaitEnd();
    }
}
