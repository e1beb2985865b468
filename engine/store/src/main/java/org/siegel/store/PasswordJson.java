package org.siegel.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.stream.StreamSupport;

/** Whom a password concerns, as the JSON document of its row. */
final class PasswordJson {

    private PasswordJson() {}

    static String write(NewPassword purpose) {
        ObjectNode root = Json.MAPPER.createObjectNode().put("mailName", purpose.mailName());
        purpose.sender().ifPresent(sender -> root.put("sender", sender));
        ArrayNode recipients = root.putArray("recipients");
        purpose.recipients().forEach(recipients::add);
        return Json.write(root);
    }

    static NewPassword read(String document, Container.Format format, Instant expires) {
        try {
            JsonNode root = Json.MAPPER.readTree(document);
            List<String> recipients = StreamSupport.stream(
                            root.required("recipients").spliterator(), false)
                    .map(JsonNode::asText)
                    .toList();
            return new NewPassword(
                    Json.text(root, "mailName"), Json.optionalText(root, "sender"), recipients, format, expires);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the document is not JSON", e);
        }
    }
}
