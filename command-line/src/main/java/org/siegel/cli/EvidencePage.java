package org.siegel.cli;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.siegel.policy.Finding;
import org.siegel.policy.Outlook;
import org.siegel.policy.RiskReason;
import org.siegel.store.Evidence;
import org.siegel.store.Handling;
import org.siegel.store.Judgement;
import org.siegel.store.ObservedConnection;

/** All records of one message on one page: what was demanded, found and used. */
final class EvidencePage {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final String messageId;
    private final List<Evidence> records;

    EvidencePage(String messageId, List<Evidence> records) {
        this.messageId = messageId;
        this.records = List.copyOf(records);
    }

    /** @param name such as "Reply"; the same for each record, so that records can be compared */
    private record Line(String name, String value) {}

    String text() {
        StringBuilder page =
                new StringBuilder("Message ").append(Visible.text(messageId)).append('\n');
        for (Evidence evidence : records) {
            page.append('\n').append(Visible.text(heading(evidence))).append('\n');
            for (Line line : lines(evidence)) {
                page.append(String.format(Locale.ROOT, "  %-12s %s%n", line.name(), Visible.text(line.value())));
            }
        }
        return page.toString();
    }

    /** Without anything from outside, so that it can be kept as one file. */
    String html() {
        String body = records.stream()
                .map(evidence -> "<h2>" + escaped(heading(evidence)) + "</h2>\n<table>\n"
                        + lines(evidence).stream()
                                .map(line -> "<tr><th>" + escaped(line.name()) + "</th><td>" + escaped(line.value())
                                        + "</td></tr>\n")
                                .collect(Collectors.joining())
                        + "</table>\n")
                .collect(Collectors.joining());
        return String.format(Locale.ROOT, """
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <title>Evidence of %1$s</title>
                <style>
                body { font: 10pt/1.4 sans-serif; margin: 2em; max-width: 60em; color: #111; }
                h1 { font-size: 14pt; } h2 { font-size: 11pt; margin: 1.5em 0 0.3em; }
                table { border-collapse: collapse; width: 100%%; }
                th { text-align: left; vertical-align: top; width: 9em; font-weight: normal; color: #555; }
                th, td { padding: 0.15em 0.5em; border-top: 1px solid #ddd; overflow-wrap: anywhere; }
                tr { break-inside: avoid; }
                </style>
                </head>
                <body>
                <h1>Evidence of %1$s</h1>
                %2$s</body>
                </html>
                """, escaped(messageId), body);
    }

    private static String heading(Evidence evidence) {
        return evidence.attempt().copy().recipient() + ": "
                + word(evidence.attempt().handling().outcome()) + " at " + TIME.format(evidence.at());
    }

    private static List<Line> lines(Evidence evidence) {
        Judgement judgement = evidence.attempt().judgement();
        Handling handling = evidence.attempt().handling();
        List<Line> lines = new ArrayList<>();
        lines.add(new Line("From", evidence.attempt().copy().sender().orElse("<> (null sender)")));
        lines.add(new Line(
                "Risk class",
                judgement.risk().riskClass().name() + reasons(judgement.risk().reasons())));
        lines.add(new Line("Expected", outlook(judgement.prediction())));
        addFindings(lines, judgement.prediction().findings());
        lines.add(new Line("Demanded", word(judgement.decision().demand())));
        lines.add(new Line("Procedure", word(judgement.decision().procedure())));
        lines.add(new Line(
                "Rules",
                "policy " + judgement.basis().policy() + "; "
                        + judgement.basis().profile() + " " + judgement.basis().profileEdition()));
        handling.connection().ifPresent(connection -> addConnection(lines, connection));
        handling.container().ifPresent(container -> {
            lines.add(new Line(
                    "Container",
                    container.format() + ", password " + container.passwordId() + ", SHA-256 " + container.sha256()));
            container
                    .beside()
                    .forEach(file -> lines.add(new Line("Beside it", file.format() + ", SHA-256 " + file.sha256())));
        });
        if (handling.isEncoded()) {
            lines.add(new Line("Encoded", "8-bit parts, because the server takes 7-bit text only (no 8BITMIME)"));
        }
        handling.reply().ifPresent(reply -> lines.add(new Line("Reply", reply.code() + " " + reply.text())));
        if (!handling.reason().isEmpty()) {
            lines.add(new Line("Reason", handling.reason()));
        }
        lines.add(new Line(
                "Record",
                evidence.id() + ", " + evidence.node() + ", mail "
                        + evidence.attempt().copy().mailName() + ", attempt "
                        + evidence.attempt().copy().attempt()));
        return lines;
    }

    private static void addConnection(List<Line> lines, ObservedConnection connection) {
        lines.add(new Line(
                "Used",
                word(connection.reached()) + ": " + connection.mxHost() + " [" + connection.address() + "]:"
                        + connection.port()));
        connection
                .tls()
                .ifPresent(tls -> lines.add(new Line(
                        "TLS",
                        tls.version() + ", " + tls.cipherSuite()
                                + tls.keyExchangeGroup()
                                        .map(group -> ", " + group)
                                        .orElse("")
                                + tls.signatureScheme()
                                        .map(scheme -> ", " + scheme)
                                        .orElse("")
                                + tls.certificateSha256()
                                        .map(hash -> ", certificate SHA-256 " + hash)
                                        .orElse(""))));
        lines.add(new Line(
                "DNSSEC",
                "MX " + word(connection.dns().mx()) + ", address "
                        + word(connection.dns().address()) + ", TLSA "
                        + word(connection.dns().tlsa())));
        addFindings(lines, connection.findings());
    }

    private static void addFindings(List<Line> lines, List<Finding> findings) {
        findings.forEach(finding -> lines.add(
                new Line("  " + word(finding.status()), finding.criterion().label() + ": " + finding.detail())));
    }

    private static String reasons(List<RiskReason> reasons) {
        return reasons.isEmpty()
                ? ""
                : reasons.stream()
                        .map(reason -> reason.kind() + (reason.count() > 1 ? " " + reason.count() + " times" : "")
                                + " in " + reason.place())
                        .collect(Collectors.joining("; ", ": ", ""));
    }

    private static String outlook(Judgement.Prediction prediction) {
        String grade = switch (prediction.outlook()) {
            case Outlook.Predicted(var predicted) -> word(predicted);
            case Outlook.Undetermined() -> "could not be told";
            case Outlook.Exhausted() -> "was not had in the time that the policy allows";
        };
        return grade + (prediction.why().isEmpty() ? "" : ": " + prediction.why());
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
