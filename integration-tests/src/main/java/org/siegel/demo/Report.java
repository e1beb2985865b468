package org.siegel.demo;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.siegel.policy.Outlook;
import org.siegel.policy.Risk;
import org.siegel.policy.RiskReason;
import org.siegel.store.Evidence;
import org.siegel.store.Judgement;
import org.siegel.store.ObservedConnection;
import org.siegel.store.Outcome;

/** What became of every recipient's copy, in a table made of the evidence. */
final class Report {

    private static final List<Integer> WIDTHS = List.of(25, 19, 31, 12, 21, 22);
    private static final int LONGEST_WHY = 90;

    private Report() {}

    static String of(List<Letter> letters, List<Evidence> evidence) {
        Table table = new Table(
                WIDTHS,
                "recipient",
                "risk class, why",
                "predicted grade, why",
                "procedure",
                "grade really used",
                "outcome");
        boolean isFirst = true;
        for (Letter letter : letters) {
            if (!isFirst) {
                table.rule();
            }
            isFirst = false;
            for (String recipient : letter.recipients()) {
                Optional<History> history = History.of(evidence, letter.messageId(), recipient);
                if (history.isPresent()) {
                    row(table, recipient, history.get());
                } else {
                    table.row(recipient, "no evidence", "", "", "", "");
                }
            }
        }
        return table.toString();
    }

    private static void row(Table table, String recipient, History history) {
        table.row(
                recipient,
                risk(history.judgement().risk()),
                prediction(history.judgement().prediction()),
                (history.wasHeld() ? "ask-sender, then " : "")
                        + history.procedure().configName(),
                history.connection().map(Report::connection).orElse("no connection"),
                outcome(history));
    }

    private static String risk(Risk risk) {
        List<RiskReason> reasons = risk.reasons();
        String why = reasons.stream()
                .filter(reason -> reason.riskClass().equals(risk.riskClass()))
                .map(reason -> (reason.count() > 1 ? reason.count() + " " : "") + reason.kind())
                .distinct()
                .collect(Collectors.joining(", "));
        return risk.riskClass() + ": " + (why.isEmpty() ? "by default" : why);
    }

    private static String prediction(Judgement.Prediction prediction) {
        String grade = switch (prediction.outlook()) {
            case Outlook.Predicted(var predicted) -> predicted.configName();
            case Outlook.Undetermined() -> "unknown";
            case Outlook.Exhausted() -> "not to be had";
        };
        return grade + (prediction.why().isEmpty() ? "" : ": " + shortened(prediction.why()));
    }

    private static String connection(ObservedConnection connection) {
        return connection.reached().configName()
                + connection.tls().map(tls -> ": " + tls.version()).orElse(": no TLS");
    }

    private static String outcome(History history) {
        String outcome = history.outcome().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        if (history.outcome() == Outcome.DELIVERED) {
            return outcome
                    + history.passwordId()
                            .map(id -> ", sealed with password " + id)
                            .orElse(" as it is");
        }
        return outcome + (history.words().isEmpty() ? "" : ": " + shortened(history.words()));
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST_WHY ? text : text.substring(0, LONGEST_WHY - 1) + "…";
    }
}
