package org.siegel.mailets.reporting;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.siegel.policy.DomainName;

/**
 * One report (RFC 8460 §4.4).
 *
 * @param sessions what was counted, by {@link SessionDocument}
 */
record ReportDocument(TlsReportSettings from, LocalDate day, DomainName domain, Map<String, Long> sessions) {

    private static final LocalTime LAST_SECOND = LocalTime.of(23, 59, 59);

    ReportDocument {
        sessions = Map.copyOf(sessions);
    }

    /** The same each time the report is sent, so that a receiver can tell a second copy. */
    String id() {
        return day + "_" + domain + "_" + from.submitter();
    }

    /** RFC 8460 §5.1. */
    String fileName() {
        return from.submitter() + "!" + domain + "!" + begin() + "!" + end() + ".json.gz";
    }

    private long begin() {
        return day.atStartOfDay().toEpochSecond(ZoneOffset.UTC);
    }

    private long end() {
        return day.atTime(LAST_SECOND).toEpochSecond(ZoneOffset.UTC);
    }

    String json() {
        ObjectNode root = SessionDocument.JSON.createObjectNode();
        root.put("organization-name", from.organisation());
        root.putObject("date-range").put("start-datetime", day + "T00:00:00Z").put("end-datetime", day + "T23:59:59Z");
        root.put("contact-info", from.contact());
        root.put("report-id", id());
        writePolicies(root.putArray("policies"));
        return SessionDocument.write(root);
    }

    byte[] packed() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(json().getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("Memory cannot be written to", e);
        }
        return bytes.toByteArray();
    }

    private void writePolicies(ArrayNode json) {
        Map<JsonNode, Map<JsonNode, Long>> byPolicy = new LinkedHashMap<>();
        sessions.entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(entry -> {
            JsonNode counted = SessionDocument.read(entry.getKey());
            byPolicy.computeIfAbsent(counted.required("policy"), _policy -> new LinkedHashMap<>())
                    .merge(counted.path("failure"), entry.getValue(), Long::sum);
        });
        byPolicy.forEach((policy, counts) -> writePolicy(policy, counts, json.addObject()));
    }

    private static void writePolicy(JsonNode policy, Map<JsonNode, Long> counts, ObjectNode json) {
        json.set("policy", policy);
        long all = counts.values().stream().mapToLong(Long::longValue).sum();
        long failed = counts.entrySet().stream()
                .filter(entry -> !entry.getKey().isMissingNode())
                .mapToLong(Map.Entry::getValue)
                .sum();
        json.putObject("summary")
                .put("total-successful-session-count", all - failed)
                .put("total-failure-session-count", failed);
        if (failed > 0) {
            ArrayNode details = json.putArray("failure-details");
            counts.forEach((failure, count) -> {
                if (failure instanceof ObjectNode detail) {
                    details.add(detail.put("failed-session-count", count));
                }
            });
        }
    }
}
