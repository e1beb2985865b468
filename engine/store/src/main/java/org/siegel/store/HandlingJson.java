package org.siegel.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.siegel.policy.TransportGrade;
import org.siegel.store.ObservedConnection.Dns;
import org.siegel.store.ObservedConnection.Tls;

/** The part of a document that tells what was done. */
final class HandlingJson {

    private HandlingJson() {}

    static void write(ObjectNode json, Handling handling) {
        json.put("outcome", handling.outcome().name());
        handling.connection().ifPresent(connection -> writeConnection(json.putObject("connection"), connection));
        handling.container().ifPresent(container -> writeContainer(json.putObject("container"), container));
        if (handling.isEncoded()) {
            json.put("encodedForSevenBit", true);
        }
        handling.reply()
                .ifPresent(reply ->
                        json.putObject("reply").put("code", reply.code()).put("text", reply.text()));
        json.put("reason", handling.reason());
    }

    static Handling read(JsonNode json) {
        return new Handling(
                Json.constant(json, "outcome", Outcome.class),
                optional(json, "connection", HandlingJson::readConnection),
                optional(json, "container", HandlingJson::readContainer),
                // absent where nothing was encoded, and in records of older versions
                json.path("encodedForSevenBit").asBoolean(false),
                optional(
                        json,
                        "reply",
                        reply -> new SmtpReply(reply.required("code").asInt(), Json.text(reply, "text"))),
                Json.optionalText(json, "reason").orElse(""));
    }

    private static void writeContainer(ObjectNode json, Container container) {
        json.put("format", container.format().name())
                .put("passwordId", container.passwordId())
                .put("sha256", container.sha256());
        if (!container.beside().isEmpty()) {
            ArrayNode beside = json.putArray("beside");
            container
                    .beside()
                    .forEach(file -> beside.addObject()
                            .put("format", file.format().name())
                            .put("sha256", file.sha256()));
        }
    }

    private static Container readContainer(JsonNode json) {
        List<Container.Beside> beside = new ArrayList<>();
        // absent where nothing went beside it, and in records of older versions
        json.path("beside")
                .forEach(file -> beside.add(new Container.Beside(
                        Json.constant(file, "format", Container.Format.class), Json.text(file, "sha256"))));
        return new Container(
                Json.constant(json, "format", Container.Format.class),
                Json.text(json, "passwordId"),
                Json.text(json, "sha256"),
                beside);
    }

    private static void writeConnection(ObjectNode json, ObservedConnection connection) {
        json.put("mxHost", connection.mxHost())
                .put("address", connection.address())
                .put("port", connection.port())
                .put("reached", connection.reached().name());
        Json.writeFindings(json.putArray("findings"), connection.findings());
        connection.tls().ifPresent(tls -> writeTls(json.putObject("tls"), tls));
        json.putObject("dns")
                .put("mx", connection.dns().mx().name())
                .put("address", connection.dns().address().name())
                .put("tlsa", connection.dns().tlsa().name());
    }

    private static ObservedConnection readConnection(JsonNode json) {
        JsonNode dns = json.required("dns");
        return new ObservedConnection(
                Json.text(json, "mxHost"),
                Json.text(json, "address"),
                json.required("port").asInt(),
                Json.constant(json, "reached", TransportGrade.class),
                Json.readFindings(json.required("findings")),
                optional(json, "tls", HandlingJson::readTls),
                new Dns(
                        Json.constant(dns, "mx", Dns.State.class),
                        Json.constant(dns, "address", Dns.State.class),
                        Json.constant(dns, "tlsa", Dns.State.class)));
    }

    private static void writeTls(ObjectNode json, Tls tls) {
        json.put("version", tls.version()).put("cipherSuite", tls.cipherSuite());
        tls.keyExchangeGroup().ifPresent(group -> json.put("keyExchangeGroup", group));
        tls.signatureScheme().ifPresent(scheme -> json.put("signatureScheme", scheme));
        tls.certificateSha256().ifPresent(sha256 -> json.put("certificateSha256", sha256));
    }

    private static Tls readTls(JsonNode json) {
        return new Tls(
                Json.text(json, "version"),
                Json.text(json, "cipherSuite"),
                Json.optionalText(json, "keyExchangeGroup"),
                Json.optionalText(json, "signatureScheme"),
                Json.optionalText(json, "certificateSha256"));
    }

    private static <T> Optional<T> optional(JsonNode json, String field, Function<JsonNode, T> reader) {
        return json.has(field) ? Optional.of(reader.apply(json.required(field))) : Optional.empty();
    }
}
