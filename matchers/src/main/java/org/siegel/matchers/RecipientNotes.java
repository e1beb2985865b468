package org.siegel.matchers;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.james.core.MailAddress;
import org.apache.mailet.Attribute;
import org.apache.mailet.AttributeName;
import org.apache.mailet.AttributeUtils;
import org.apache.mailet.AttributeValue;
import org.apache.mailet.Mail;

/** A line of text for each recipient, as one attribute of the mail. */
final class RecipientNotes {

    private final AttributeName name;

    RecipientNotes(String name) {
        this.name = AttributeName.of(name);
    }

    void write(Mail mail, Map<MailAddress, String> lines) {
        Map<String, AttributeValue<?>> noted = new LinkedHashMap<>();
        lines.forEach((recipient, line) -> noted.put(recipient.asString(), AttributeValue.of(line)));
        mail.setAttribute(new Attribute(name, AttributeValue.of(noted)));
    }

    Optional<String> read(Mail mail, MailAddress recipient) {
        Object noted = AttributeUtils.getAttributeValueFromMail(mail, name).orElse(null);
        Object line = noted instanceof Map<?, ?> lines ? lines.get(recipient.asString()) : null;
        return line instanceof AttributeValue<?> wrapped
                ? Optional.of(String.valueOf(wrapped.value()))
                : Optional.empty();
    }

    void remove(Mail mail) {
        mail.removeAttribute(name);
    }
}
