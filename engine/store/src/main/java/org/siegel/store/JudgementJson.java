package org.siegel.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.stream.StreamSupport;
import org.siegel.policy.Decision;
import org.siegel.policy.Outlook;
import org.siegel.policy.Procedure;
import org.siegel.policy.Risk;
import org.siegel.policy.RiskClass;
import org.siegel.policy.RiskReason;
import org.siegel.policy.TransportGrade;

/** The part of a document that tells what was known and decided. */
final class JudgementJson {

    private static final String UNDETERMINED = "UNDETERMINED";
    private static final String EXHAUSTED = "EXHAUSTED";

    private JudgementJson() {}

    static void write(ObjectNode json, Judgement judgement) {
        ObjectNode risk = json.putObject("risk");
        writeClass(risk, judgement.risk().riskClass());
        var reasons = risk.putArray("reasons");
        judgement.risk().reasons().forEach(reason -> {
            ObjectNode one = reasons.addObject()
                    .put("kind", reason.kind())
                    .put("count", reason.count())
                    .put("place", reason.place());
            writeClass(one, reason.riskClass());
        });
        ObjectNode prediction = json.putObject("prediction");
        prediction.put("outlook", label(judgement.prediction().outlook()));
        prediction.put("why", judgement.prediction().why());
        Json.writeFindings(
                prediction.putArray("findings"), judgement.prediction().findings());
        json.putObject("decision")
                .put("procedure", judgement.decision().procedure().name())
                .put("demand", judgement.decision().demand().name());
        json.putObject("basis")
                .put("policy", judgement.basis().policy())
                .put("profile", judgement.basis().profile())
                .put("profileEdition", judgement.basis().profileEdition());
    }

    static Judgement read(JsonNode json) {
        JsonNode risk = json.required("risk");
        JsonNode prediction = json.required("prediction");
        JsonNode decision = json.required("decision");
        JsonNode basis = json.required("basis");
        return new Judgement(
                new Risk(
                        readClass(risk),
                        StreamSupport.stream(risk.required("reasons").spliterator(), false)
                                .map(JudgementJson::readReason)
                                .toList()),
                new Judgement.Prediction(
                        outlook(Json.text(prediction, "outlook")),
                        Json.optionalText(prediction, "why").orElse(""),
                        Json.readFindings(prediction.required("findings"))),
                new Decision(
                        Json.constant(decision, "procedure", Procedure.class),
                        Json.constant(decision, "demand", TransportGrade.class)),
                new Judgement.Basis(
                        Json.text(basis, "policy"), Json.text(basis, "profile"), Json.text(basis, "profileEdition")));
    }

    /** The grade expected, or why none could be told. */
    static String label(Outlook outlook) {
        return switch (outlook) {
            case Outlook.Predicted(var grade) -> grade.name();
            case Outlook.Undetermined() -> UNDETERMINED;
            case Outlook.Exhausted() -> EXHAUSTED;
        };
    }

    private static Outlook outlook(String label) {
        return switch (label) {
            case UNDETERMINED -> new Outlook.Undetermined();
            case EXHAUSTED -> new Outlook.Exhausted();
            default -> new Outlook.Predicted(TransportGrade.valueOf(label));
        };
    }

    private static RiskReason readReason(JsonNode json) {
        return new RiskReason(
                Json.text(json, "kind"), json.required("count").asInt(), Json.text(json, "place"), readClass(json));
    }

    private static void writeClass(ObjectNode json, RiskClass riskClass) {
        json.putObject("class").put("name", riskClass.name()).put("rank", riskClass.rank());
    }

    private static RiskClass readClass(JsonNode json) {
        JsonNode riskClass = json.required("class");
        return new RiskClass(
                Json.text(riskClass, "name"), riskClass.required("rank").asInt());
    }
}
