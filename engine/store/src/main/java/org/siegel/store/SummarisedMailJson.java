package org.siegel.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.stream.StreamSupport;

/** A mail whose sender gets a summary as the JSON document of its row. */
final class SummarisedMailJson {

    private SummarisedMailJson() {}

    static String write(SummarisedMail mail) {
        ObjectNode root =
                Json.MAPPER.createObjectNode().put("mailName", mail.mailName()).put("sender", mail.sender());
        ArrayNode recipients = root.putArray("recipients");
        mail.recipients().forEach(recipients::add);
        mail.subject().ifPresent(subject -> root.put("subject", subject));
        mail.messageId().ifPresent(id -> root.put("messageId", id));
        return Json.write(root);
    }

    static SummarisedMail read(String document, Instant accepted) {
        try {
            JsonNode root = Json.MAPPER.readTree(document);
            return new SummarisedMail(
                    Json.text(root, "mailName"),
                    Json.text(root, "sender"),
                    StreamSupport.stream(root.required("recipients").spliterator(), false)
                            .map(JsonNode::asText)
                            .toList(),
                    Json.optionalText(root, "subject"),
                    Json.optionalText(root, "messageId"),
                    accepted);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the document is not JSON", e);
        }
    }
}
