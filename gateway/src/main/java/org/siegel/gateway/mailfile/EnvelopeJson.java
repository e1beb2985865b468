package org.siegel.gateway.mailfile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Date;
import javax.mail.internet.AddressException;
import org.apache.james.core.MailAddress;
import org.apache.james.server.core.MailImpl;
import org.apache.mailet.Attribute;
import org.apache.mailet.AttributeName;
import org.apache.mailet.AttributeValue;
import org.apache.mailet.Mail;
import org.apache.mailet.PerRecipientHeaders.Header;
import org.jspecify.annotations.Nullable;

/**
 * Everything of a {@link Mail} but the message, as JSON.
 *
 * <p>An attribute that James cannot serialise is left out, as {@link org.apache.james.queue.api.MailQueue} allows. An
 * attribute that was written but cannot be restored makes the whole envelope unreadable: a mail that lost, say, its risk
 * class must not go on as if it had none.
 */
@SuppressWarnings("JavaUtilDate") // James's Mail speaks java.util.Date
final class EnvelopeJson {

    private static final ObjectMapper JSON = new ObjectMapper();

    private EnvelopeJson() {}

    static byte[] write(Mail mail) throws IOException {
        var root = JSON.createObjectNode();
        root.put("name", mail.getName());
        root.put(
                "sender",
                mail.getMaybeSender().asOptional().map(MailAddress::asString).orElse(null));
        var recipients = root.putArray("recipients");
        mail.getRecipients().forEach(recipient -> recipients.add(recipient.asString()));
        root.put("state", mail.getState());
        root.put("error", mail.getErrorMessage());
        root.put("remoteHost", mail.getRemoteHost());
        root.put("remoteAddress", mail.getRemoteAddr());
        root.put("lastUpdated", millis(mail.getLastUpdated()));
        writeAttributes(mail, root.putObject("attributes"));
        writeHeaders(mail, root.putArray("recipientHeaders"));
        return JSON.writeValueAsBytes(root);
    }

    /**
     * The mail without its message.
     *
     * @throws IOException if it is not JSON
     * @throws IllegalArgumentException if an address or a name is none
     * @throws IllegalStateException if an attribute cannot be restored
     */
    static MailImpl read(byte[] json) throws IOException {
        var root = JSON.readTree(json);
        var mail = MailImpl.builder().name(required(root, "name"));
        var sender = text(root, "sender");
        if (sender != null) {
            mail.sender(address(sender));
        }
        root.path("recipients").forEach(recipient -> mail.addRecipient(address(recipient.asText())));
        mail.state(text(root, "state")).errorMessage(text(root, "error"));
        mail.remoteHost(text(root, "remoteHost")).remoteAddr(text(root, "remoteAddress"));
        if (root.hasNonNull("lastUpdated")) {
            mail.lastUpdated(new Date(root.path("lastUpdated").asLong()));
        }
        root.path("attributes")
                .fields()
                .forEachRemaining(field -> mail.addAttribute(attribute(field.getKey(), field.getValue())));
        root.path("recipientHeaders")
                .forEach(header -> mail.addHeaderForRecipient(header(header), address(required(header, "recipient"))));
        return mail.build();
    }

    private static void writeAttributes(Mail mail, ObjectNode attributes) {
        mail.attributes()
                .forEach(attribute -> attribute
                        .getValue()
                        .toJson()
                        .ifPresent(value -> attributes.set(attribute.getName().asString(), value)));
    }

    private static void writeHeaders(Mail mail, ArrayNode headers) {
        mail.getPerRecipientSpecificHeaders()
                .getHeadersByRecipient()
                .forEach((recipient, header) -> headers.addObject()
                        .put("recipient", recipient.asString())
                        .put("name", header.getName())
                        .put("value", header.getValue()));
    }

    private static Attribute attribute(String name, JsonNode value) {
        return new Attribute(AttributeName.of(name), AttributeValue.fromJson(value));
    }

    private static Header header(JsonNode node) {
        return Header.builder()
                .name(required(node, "name"))
                .value(required(node, "value"))
                .build();
    }

    private static MailAddress address(String text) {
        try {
            return new MailAddress(text);
        } catch (AddressException e) {
            throw new IllegalArgumentException("an address is not well-formed", e);
        }
    }

    private static String required(JsonNode node, String field) {
        var value = text(node, field);
        if (value == null) {
            throw new IllegalArgumentException("'" + field + "' is missing");
        }
        return value;
    }

    private static @Nullable String text(JsonNode node, String field) {
        return node.hasNonNull(field) ? node.path(field).asText() : null;
    }

    private static @Nullable Long millis(@Nullable Date date) {
        return date == null ? null : date.getTime();
    }
}
