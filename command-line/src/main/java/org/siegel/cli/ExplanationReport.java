package org.siegel.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.siegel.content.Examination;
import org.siegel.content.part.PartReport;
import org.siegel.policy.Decision;
import org.siegel.policy.Policy;
import org.siegel.policy.Procedure;
import org.siegel.policy.RiskReason;
import org.siegel.policy.TransportGrade;

/** What would happen to a message, as a person reads it, and as a program does. */
final class ExplanationReport {

    private final Policy policy;
    private final Examination examination;
    private final List<Outlined> recipients;

    ExplanationReport(Policy policy, Examination examination, List<Outlined> recipients) {
        this.policy = policy;
        this.examination = examination;
        this.recipients = List.copyOf(recipients);
    }

    String text() {
        StringBuilder page = new StringBuilder();
        page.append("Risk class: ")
                .append(examination.risk().riskClass().name())
                .append("  (policy ")
                .append(policy.edition())
                .append(")\n");
        if (examination.risk().reasons().isEmpty()) {
            page.append("  nothing was found; this is the class of every mail\n");
        }
        for (RiskReason reason : examination.risk().reasons()) {
            line(
                    page,
                    "  %-10s %s%s in %s%n",
                    reason.riskClass().name(),
                    reason.kind(),
                    reason.count() == 1 ? "" : ", " + reason.count() + " different",
                    reason.place());
        }
        page.append("Parts:\n");
        parts().forEach((part, count) -> line(
                page,
                "  %-19s %s%s%n",
                part.state().configName(),
                part.type(),
                count == 1 ? "" : ", " + count + " of them"));
        page.append("Recipients:\n");
        if (recipients.isEmpty()) {
            page.append("  the header names none; give them with --to\n");
        }
        for (Outlined recipient : recipients) {
            line(page, "  %s%n", recipient.address());
            line(page, "    required   %s%n", recipient.required().configName());
            if (!recipient.expected().isEmpty()) {
                line(page, "    expected   %s%n", recipient.expected());
                line(page, "    procedure  %s%n", words(recipient.decision()));
            } else {
                line(page, "    procedure  %s%n", either(words(recipient.decision()), words(recipient.otherwise())));
            }
        }
        return page.toString();
    }

    private static void line(StringBuilder page, String format, String... values) {
        Object[] visible = new Object[values.length];
        for (int i = 0; i < values.length; i++) {
            visible[i] = Visible.text(values[i]);
        }
        page.append(String.format(Locale.ROOT, format, visible));
    }

    /** Alike ones together. */
    private Map<PartReport, Integer> parts() {
        Map<PartReport, Integer> counts = new LinkedHashMap<>();
        examination.parts().forEach(part -> counts.merge(part, 1, Integer::sum));
        return counts;
    }

    private static String either(String reached, String missed) {
        return reached.equals(missed) ? reached : reached + "; where that cannot be had: " + missed;
    }

    private static String words(Decision decision) {
        Procedure procedure = decision.procedure();
        boolean staysHere = procedure == Procedure.REFUSE || procedure == Procedure.ASK_SENDER;
        return procedure.configName()
                + (staysHere || decision.demand() == TransportGrade.NONE
                        ? ""
                        : " over a connection that is at least "
                                + decision.demand().configName());
    }

    String json() {
        ObjectNode root = new ObjectMapper()
                .createObjectNode()
                .put("policy", policy.edition())
                .put("riskClass", examination.risk().riskClass().name());
        ArrayNode reasons = root.putArray("reasons");
        examination
                .risk()
                .reasons()
                .forEach(reason -> reasons.addObject()
                        .put("kind", reason.kind())
                        .put("count", reason.count())
                        .put("place", reason.place())
                        .put("riskClass", reason.riskClass().name()));
        ArrayNode parts = root.putArray("parts");
        examination
                .parts()
                .forEach(part -> parts.addObject()
                        .put("type", part.type())
                        .put("state", part.state().configName()));
        ArrayNode all = root.putArray("recipients");
        for (Outlined recipient : recipients) {
            ObjectNode one = all.addObject()
                    .put("address", recipient.address())
                    .put("requiredGrade", recipient.required().configName());
            if (!recipient.expected().isEmpty()) {
                one.put("expected", recipient.expected());
            }
            write(one.putObject("decision"), recipient.decision());
            write(one.putObject("otherwise"), recipient.otherwise());
        }
        return root.toPrettyString() + '\n';
    }

    private static void write(ObjectNode json, Decision decision) {
        json.put("procedure", decision.procedure().configName())
                .put("demand", decision.demand().configName());
    }
}
