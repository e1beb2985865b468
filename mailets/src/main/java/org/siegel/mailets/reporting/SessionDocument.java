package org.siegel.mailets.reporting;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.InetAddress;
import org.siegel.transport.tlsrpt.AppliedPolicy;
import org.siegel.transport.tlsrpt.TlsSession;

/** What sessions have in common that are counted together, as JSON: in the very words of the report (RFC 8460 §4.4). */
final class SessionDocument {

    static final JsonMapper JSON = JsonMapper.builder().build();

    private static final int LONGEST_REASON = 200;

    private SessionDocument() {}

    static String of(TlsSession session) {
        ObjectNode root = JSON.createObjectNode();
        writePolicy(session.policy(), root.putObject("policy"));
        session.failure().ifPresent(failure -> writeFailure(failure, root.putObject("failure")));
        return write(root);
    }

    private static void writePolicy(AppliedPolicy policy, ObjectNode json) {
        json.put("policy-type", policy.kind().label());
        if (!policy.strings().isEmpty()) {
            ArrayNode strings = json.putArray("policy-string");
            policy.strings().forEach(strings::add);
        }
        json.put("policy-domain", policy.domain().ascii());
        if (!policy.hosts().isEmpty()) {
            ArrayNode hosts = json.putArray("mx-host");
            policy.hosts().forEach(hosts::add);
        }
    }

    private static void writeFailure(TlsSession.Failure failure, ObjectNode json) {
        json.put("result-type", failure.type().label());
        failure.from().map(InetAddress::getHostAddress).ifPresent(from -> json.put("sending-mta-ip", from));
        json.put("receiving-mx-hostname", failure.host().ascii());
        failure.to().map(InetAddress::getHostAddress).ifPresent(to -> json.put("receiving-ip", to));
        json.put("failure-reason-code", shortened(failure.reason()));
    }

    private static String shortened(String reason) {
        String line = reason.replaceAll("\\p{Cntrl}+", " ").strip();
        return line.length() > LONGEST_REASON ? line.substring(0, LONGEST_REASON) : line;
    }

    static String write(JsonNode json) {
        try {
            return JSON.writeValueAsString(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A tree of texts and numbers can always be written", e);
        }
    }

    /** @throws IllegalStateException if it was not written by {@link #of} */
    static JsonNode read(String document) {
        try {
            return JSON.readTree(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A count of TLS sessions in the database cannot be read", e);
        }
    }
}
