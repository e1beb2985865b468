package org.siegel.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * An attempt as the JSON document of its row. Written and read field by field, so that a renamed class does not change
 * what was recorded years ago.
 */
final class EvidenceJson {

    private static final int VERSION = 1;

    private EvidenceJson() {}

    static String write(Attempt attempt) {
        return Json.write(tree(attempt));
    }

    static ObjectNode tree(Attempt attempt) {
        ObjectNode root = Json.MAPPER.createObjectNode().put("version", VERSION);
        writeCopy(root.putObject("copy"), attempt.copy());
        JudgementJson.write(root.putObject("judgement"), attempt.judgement());
        HandlingJson.write(root.putObject("handling"), attempt.handling());
        return root;
    }

    /** @throws IllegalArgumentException if it is not such a document */
    static Attempt read(String document) {
        try {
            JsonNode root = Json.MAPPER.readTree(document);
            if (root.required("version").asInt() != VERSION) {
                throw new IllegalArgumentException("document version " + root.required("version") + " is unknown");
            }
            return new Attempt(
                    readCopy(root.required("copy")),
                    JudgementJson.read(root.required("judgement")),
                    HandlingJson.read(root.required("handling")));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the document is not JSON", e);
        }
    }

    private static void writeCopy(ObjectNode json, MailCopy copy) {
        json.put("mailName", copy.mailName());
        copy.messageId().ifPresent(id -> json.put("messageId", id));
        copy.sender().ifPresent(sender -> json.put("sender", sender));
        json.put("recipient", copy.recipient());
        json.put("domain", copy.domain());
        json.put("attempt", copy.attempt());
    }

    private static MailCopy readCopy(JsonNode json) {
        return new MailCopy(
                Json.text(json, "mailName"),
                Json.optionalText(json, "messageId"),
                Json.optionalText(json, "sender"),
                Json.text(json, "recipient"),
                Json.text(json, "domain"),
                json.required("attempt").asInt());
    }
}
