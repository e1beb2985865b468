package org.siegel.demo;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.siegel.store.Outcome;
import org.siegel.testing.smtp.Behaviour;
import org.siegel.testing.smtp.Recipient;
import org.siegel.testing.smtp.SmtpSink;
import org.siegel.testing.smtp.Step;
import org.siegel.testing.smtp.TlsSettings;

/** What a sender hears of a mail whose way is long, or a circle, and how often. */
class LongWayIT {

    private static final String QUALIFIED = "qualified.test";
    private static final String MANDATORY = "mandatory.test";

    @TempDir
    Path home;

    private RunningOffice office;

    private void open(Consumer<ConfFolder> edit) {
        office = RunningOffice.open(home, edit);
    }

    @AfterEach
    void close() {
        office.close();
    }

    /** RFC 5321 §6.3: a hundred servers on the way are a circle. This one counts too. */
    @Test
    void aMailThatGoesInACircleComesBackOnceAndANoticeThatDoesIsKept() throws Exception {
        open(_conf -> {});
        office.send(List.of("nearly@" + QUALIFIED), hops(98) + mail("nearly"));
        office.awaitEnd();
        assertThat(office.arrivedAt(QUALIFIED)).hasSize(1);

        office.send(List.of("circle@" + QUALIFIED), hops(99) + mail("circle"));
        office.awaitEnd();
        assertThat(office.arrivedAt(QUALIFIED)).hasSize(1);
        assertThat(office.notices())
                .singleElement()
                .asString()
                .contains("circle@" + QUALIFIED, "(5.4.6)", "geht im Kreis", "goes in a circle");

        office.send("", List.of("bounce@" + QUALIFIED), (hops(99) + mail("bounce")).getBytes(US_ASCII));
        office.awaitEnd();
        assertThat(office.arrivedAt(QUALIFIED)).hasSize(1);
        assertThat(office.notices()).as("nobody is told of a notice").hasSize(1);
        assertThat(office.gateway().repository("undeliverable")).hasSize(1);
    }

    @Test
    void theSenderOfAMailThatWaitsIsToldOnce() throws Exception {
        open(conf -> conf.edit(
                "mailetcontainer.xml", "<delayedAfter>4 h</delayedAfter>", "<delayedAfter>1 s</delayedAfter>"));
        SmtpSink sink = office.world.sink(QUALIFIED);
        sink.atFirst(3, Step.RCPT, new Behaviour.Reply(451, "4.2.1 not now"));
        office.send(List.of("late@" + QUALIFIED), mail("late"));
        office.awaitEnd();

        assertThat(sink.messages()).hasSize(1);
        assertThat(statuses())
                .singleElement()
                .asString()
                .contains("Action: delayed", "late@" + QUALIFIED, "Status: 4.2.1", "451 4.2.1 not now");
    }

    @Test
    void whoeverAskedToHearOfSuccessHearsItFromUsWhereTheNextServerTellsNothing() throws Exception {
        // The second mail must hear the greeting of a server that has changed.
        open(conf -> conf.set("siegel.properties", "smtp.mails-per-connection", "1"));
        SmtpSink sink = office.world.sink(QUALIFIED);
        wishing("told@" + QUALIFIED, "passed on");
        office.awaitEnd();
        assertThat(sink.messages().getFirst().recipients())
                .extracting(Recipient::parameters)
                .allSatisfy(parameters -> assertThat(parameters).contains("NOTIFY=SUCCESS"));
        assertThat(office.notices()).isEmpty();

        sink.extensions("PIPELINING", "SIZE 104857600", "8BITMIME", "SMTPUTF8", "ENHANCEDSTATUSCODES");
        wishing("silent@" + QUALIFIED, "not passed on");
        office.awaitEnd();
        assertThat(sink.messages()).hasSize(2);
        assertThat(statuses())
                .singleElement()
                .asString()
                .contains("Action: relayed", "silent@" + QUALIFIED, "Status: 2.0.0");
    }

    /** Its class has a protected file in the place of a transfer that is not to be had; what may carry that is not to be had either. */
    @Test
    void aGradeThatIsNotToBeHadLeadsToTheProcedureOfTheClassOnce() throws Exception {
        open(conf -> conf.edit(
                        "adaptive-encryption.xml",
                        "<downgrade limit=\"P5D\">hold</downgrade>",
                        "<downgrade limit=\"P5D\">defer</downgrade>")
                .set("siegel.properties", "smtp.mails-per-connection", "1"));
        SmtpSink sink = office.world.sink(MANDATORY);
        office.send(List.of("lager@" + MANDATORY), mail("before"));
        office.awaitEnd();
        assertThat(sink.messages()).hasSize(1);

        sink.tls(TlsSettings.none());
        office.send(List.of("lager@" + MANDATORY), mail("afterwards"));
        office.awaitEnd();
        office.gateway().stop();

        assertThat(sink.messages()).as("nothing more, and nothing in clear").hasSize(1);
        assertThat(office.notices()).singleElement().asString().contains("lager@" + MANDATORY, "(5.7.10)");
        assertThat(History.read(home, Clock.systemUTC(), new SecureRandom()))
                .filteredOn(
                        record -> record.attempt().copy().messageId().orElse("").contains("afterwards"))
                .extracting(record -> record.attempt().handling().outcome())
                .endsWith(Outcome.BOUNCED)
                .containsSubsequence(Outcome.HANDED_TO_PROCEDURE, Outcome.SEALED, Outcome.BOUNCED)
                .containsOnlyOnce(Outcome.HANDED_TO_PROCEDURE, Outcome.SEALED, Outcome.BOUNCED);
    }

    private List<String> statuses() {
        return office.arrivedAt(World.OWN).stream()
                .flatMap(message -> Mime.of(message).files("message/delivery-status").stream())
                .map(octets -> new String(octets, US_ASCII))
                .toList();
    }

    private void wishing(String recipient, String subject) throws IOException {
        try (Submission submission = Submission.to(office.gateway().smtpPort())) {
            submission.send(
                    RunningOffice.SENDER,
                    List.of(recipient),
                    List.of("NOTIFY=SUCCESS"),
                    mail(subject).getBytes(US_ASCII));
        }
    }

    private static String hops(int count) {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < count; i++) {
            lines.append("Received: from a.test by b.test; Mon, 23 Nov 2026 10:00:00 +0000\r\n");
        }
        return lines.toString();
    }

    private static String mail(String subject) {
        return "From: " + RunningOffice.SENDER + "\r\nMessage-ID: <" + subject.replace(' ', '-')
                + "@organisation.test>\r\nSubject: " + subject + "\r\n\r\nGuten Tag\r\n";
    }
}
