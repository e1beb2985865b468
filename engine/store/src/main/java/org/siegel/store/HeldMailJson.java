package org.siegel.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.siegel.policy.Choice;
import org.siegel.policy.PasswordWay;

/** A held mail as the JSON document of its question. */
final class HeldMailJson {

    private HeldMailJson() {}

    static String write(HeldMail mail) {
        ObjectNode root = Json.MAPPER
                .createObjectNode()
                .put("mailName", mail.mailName())
                .put("repository", mail.repository())
                .put("sender", mail.sender())
                .put("riskClass", mail.riskClass());
        mail.subject().ifPresent(subject -> root.put("subject", subject));
        ArrayNode recipients = root.putArray("recipients");
        mail.recipients().forEach(recipients::add);
        ArrayNode choices = root.putArray("choices");
        mail.choices().forEach(choice -> choices.add(choice.name()));
        ArrayNode passwords = root.putArray("passwords");
        mail.passwords().forEach(way -> passwords.add(way.name()));
        ObjectNode why = root.putObject("why");
        mail.why().forEach((language, facts) -> {
            ArrayNode lines = why.putArray(language);
            facts.forEach(fact -> lines.addObject().put("label", fact.label()).put("value", fact.value()));
        });
        return Json.write(root);
    }

    static HeldMail read(String document) {
        try {
            JsonNode root = Json.MAPPER.readTree(document);
            Map<String, List<HeldMail.Fact>> why = new HashMap<>();
            root.required("why")
                    .properties()
                    .forEach(language -> why.put(
                            language.getKey(),
                            list(
                                    language.getValue(),
                                    fact -> new HeldMail.Fact(Json.text(fact, "label"), Json.text(fact, "value")))));
            return new HeldMail(
                    Json.text(root, "mailName"),
                    Json.text(root, "repository"),
                    Json.text(root, "sender"),
                    list(root.required("recipients"), JsonNode::asText),
                    Json.optionalText(root, "subject"),
                    Json.text(root, "riskClass"),
                    list(root.required("choices"), choice -> Choice.valueOf(choice.asText())),
                    // rows of before there was a choice have none
                    list(root.path("passwords"), way -> PasswordWay.valueOf(way.asText())),
                    why);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the document is not JSON", e);
        }
    }

    private static <T> List<T> list(JsonNode array, Function<JsonNode, T> reading) {
        return StreamSupport.stream(array.spliterator(), false).map(reading).toList();
    }
}
