package org.siegel.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.siegel.policy.Criterion;
import org.siegel.policy.Finding;
import org.siegel.policy.Remark;

/** Fields that occur in several places of the documents. Missing ones are an IllegalArgumentException. */
final class Json {

    /** Pure ASCII: the same characters come back from any database with any encoding, even halves of surrogate pairs. */
    static final JsonMapper MAPPER =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private Json() {}

    static String write(ObjectNode root) {
        try {
            return MAPPER.writeValueAsString(root);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A tree of texts and numbers can always be written", e);
        }
    }

    static String text(JsonNode json, String field) {
        return json.required(field).asText();
    }

    static Optional<String> optionalText(JsonNode json, String field) {
        return json.has(field) ? Optional.of(text(json, field)) : Optional.empty();
    }

    static <E extends Enum<E>> E constant(JsonNode json, String field, Class<E> type) {
        return Enum.valueOf(type, text(json, field));
    }

    static void writeFindings(ArrayNode json, List<Finding> findings) {
        for (Finding finding : findings) {
            ObjectNode object = json.addObject()
                    .put("criterion", finding.criterion().name())
                    .put("status", finding.status().name())
                    .put("detail", finding.detail());
            finding.remark().ifPresent(remark -> {
                ArrayNode says = object.putArray("says");
                remark.kinds().forEach(kind -> says.add(kind.name()));
                remark.values().forEach(object.putArray("values")::add);
            });
        }
    }

    static List<Finding> readFindings(JsonNode json) {
        return StreamSupport.stream(json.spliterator(), false)
                .map(finding -> new Finding(
                        constant(finding, "criterion", Criterion.class),
                        constant(finding, "status", Finding.Status.class),
                        text(finding, "detail"),
                        remark(finding)))
                .toList();
    }

    /** Absent in records that were written before there were any. */
    private static Optional<Remark> remark(JsonNode finding) {
        return finding.has("says")
                ? Optional.of(new Remark(
                        texts(finding.required("says"))
                                .map(Remark.Kind::valueOf)
                                .toList(),
                        texts(finding.required("values")).toList()))
                : Optional.empty();
    }

    private static Stream<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText);
    }
}
