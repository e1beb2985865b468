package org.siegel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.DriverManager;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.siegel.policy.Criterion;
import org.siegel.policy.Decision;
import org.siegel.policy.Finding;
import org.siegel.policy.Outlook;
import org.siegel.policy.Procedure;
import org.siegel.policy.Risk;
import org.siegel.policy.RiskClass;
import org.siegel.policy.RiskReason;
import org.siegel.policy.TransportGrade;
import org.siegel.store.Attempt;
import org.siegel.store.DatabaseSettings;
import org.siegel.store.Handling;
import org.siegel.store.Judgement;
import org.siegel.store.MailCopy;
import org.siegel.store.ObservedConnection;
import org.siegel.store.Outcome;
import org.siegel.store.SmtpReply;
import org.siegel.store.Store;

class EvidenceCommandTest {

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
    void whatWasDoneWithAMessageIsShown() {
        record();

        assertThat(run("show", "1@sender.invalid")).isZero();

        assertThat(out.toString())
                .contains("bernd@recipient.invalid: delivered at 2026-11-23 12:00:00 UTC")
                .contains("Risk class   very-high: iban 4 times in attachment 2")
                .contains("Expected     mandatory: MX unsigned")
                .contains("Demanded     qualified")
                .contains("Used         mandatory: mx1.recipient.invalid [192.0.2.1]:25")
                .contains("TLSv1.3, TLS_AES_256_GCM_SHA384, secp256r1")
                .contains("Reply        250 2.0.0 <b>queued</b>");
    }

    @Test
    void thePageForKeepingShowsWhatStrangersWroteAsText() {
        record();

        assertThat(run("show", "<1@sender.invalid>", "--html")).isZero();

        assertThat(out.toString())
                .startsWith("<!DOCTYPE html>")
                .contains("&lt;b&gt;queued&lt;/b&gt;")
                .doesNotContain("<b>", "http");
    }

    @Test
    void aMessageWithoutRecordIsSaidToHaveNone() {
        record();

        assertThat(run("show", "2@sender.invalid")).isEqualTo(1);
        assertThat(err.toString()).contains("no record").contains("2@sender.invalid");
    }

    @Test
    void intactEvidenceIsConfirmedAndItsLinkCanBeAskedForLater() {
        record();
        assertThat(run("verify")).isZero();
        String link = out.toString().replaceAll("(?s).*link ([0-9a-f]{64}).*", "$1");
        record();

        assertThat(run("verify", "--link", link)).isZero();
        assertThat(out.toString()).contains("node-1: 2 records, number 2 is the last", "The evidence is intact.");
        assertThat(run("verify", "--link", "00" + link.substring(2))).isEqualTo(1);
        assertThat(out.toString()).contains("is in no chain any more");
    }

    @Test
    void aChangedRecordIsFound() throws Exception {
        record();
        try (var connection =
                        DriverManager.getConnection("jdbc:h2:file:" + home.resolve("var/siegel/store"), "u", "p");
                var statement = connection.createStatement()) {
            statement.execute("UPDATE siegel_evidence SET outcome = 'BOUNCED'");
        }

        assertThat(run("verify")).isEqualTo(1);

        assertThat(out.toString()).contains("BROKEN node-1 number 1", "not as it was written", "NOT intact");
    }

    @Test
    void allRecordsAreExportedAsLines() {
        record();
        record();

        assertThat(run("export")).isZero();
        assertThat(out.toString().lines()).hasSize(2).allMatch(line -> line.startsWith("{\"id\":\""));
        out.getBuffer().setLength(0);
        assertThat(run("export", "--since", "2026-11-24T00:00:00Z")).isZero();
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void whereThereIsNoEvidenceTheReasonIsAsentence() {
        assertThat(run("verify")).isEqualTo(2);
        assertThat(err.toString())
                .startsWith("siegel: There is no evidence at ")
                .contains("store.url")
                .hasLineCount(1);
    }

    private int run(String... arguments) {
        var commandLine =
                Siegel.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        String[] all = new String[arguments.length + 3];
        all[0] = "evidence";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        all[arguments.length + 1] = "--home";
        all[arguments.length + 2] = home.toString();
        return commandLine.execute(all);
    }

    private void record() {
        var settings = new DatabaseSettings("jdbc:h2:file:" + home.resolve("var/siegel/store"), "u", "p");
        var findings = List.of(new Finding(Criterion.MX_SECURITY, Finding.Status.FAILED, "unsigned"));
        var connection = new ObservedConnection(
                "mx1.recipient.invalid",
                "192.0.2.1",
                25,
                TransportGrade.MANDATORY,
                findings,
                Optional.of(new ObservedConnection.Tls(
                        "TLSv1.3",
                        "TLS_AES_256_GCM_SHA384",
                        Optional.of("secp256r1"),
                        Optional.empty(),
                        Optional.of("cd".repeat(32)))),
                new ObservedConnection.Dns(
                        ObservedConnection.Dns.State.INSECURE,
                        ObservedConnection.Dns.State.INSECURE,
                        ObservedConnection.Dns.State.INSECURE));
        var high = new RiskClass("very-high", 3);
        var judgement = new Judgement(
                new Risk(high, List.of(new RiskReason("iban", 4, "attachment 2", high))),
                new Judgement.Prediction(new Outlook.Predicted(TransportGrade.MANDATORY), "MX unsigned", findings),
                new Decision(Procedure.DELIVER, TransportGrade.QUALIFIED),
                new Judgement.Basis("2026-11", "bsi-practical", "2026-01"));
        var copy = new MailCopy(
                "Mail1",
                Optional.of("<1@sender.invalid>"),
                Optional.of("anna@sender.invalid"),
                "bernd@recipient.invalid",
                "recipient.invalid",
                1);
        try (Store store = Store.open(settings, "node-1", Clock.fixed(NOON, ZoneOffset.UTC), new SecureRandom())) {
            store.evidence()
                    .append(new Attempt(
                            copy,
                            judgement,
                            Handling.of(Outcome.DELIVERED)
                                    .over(connection)
                                    .answered(new SmtpReply(250, "2.0.0 <b>queued</b>"))));
        }
    }
}
