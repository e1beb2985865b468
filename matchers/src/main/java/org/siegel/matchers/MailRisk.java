package org.siegel.matchers;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.mailet.Attribute;
import org.apache.mailet.AttributeName;
import org.apache.mailet.AttributeUtils;
import org.apache.mailet.AttributeValue;
import org.apache.mailet.Mail;
import org.jspecify.annotations.Nullable;
import org.siegel.policy.Policy;
import org.siegel.policy.Risk;
import org.siegel.policy.RiskReason;

/**
 * The risk class of a mail as an attribute of it, so that it is found out once and survives the spool. Holds kinds,
 * counts and places, never what was found.
 */
public final class MailRisk {

    private static final AttributeName NAME = AttributeName.of("siegel.risk");
    private static final String CLASS = "class";
    private static final String REASONS = "reasons";

    private final Policy policy;

    public MailRisk(Policy policy) {
        this.policy = policy;
    }

    /** Notes it on the mail. */
    public void note(Mail mail, Risk risk) {
        Map<String, AttributeValue<?>> noted = new LinkedHashMap<>();
        noted.put(CLASS, AttributeValue.of(risk.riskClass().name()));
        Collection<AttributeValue<?>> reasons = new ArrayList<>();
        risk.reasons().forEach(reason -> reasons.add(AttributeValue.of(write(reason))));
        noted.put(REASONS, AttributeValue.of(reasons));
        mail.setAttribute(new Attribute(NAME, AttributeValue.of(noted)));
    }

    /** What was noted; empty if the mail was not classified. */
    public Optional<Risk> of(Mail mail) {
        return AttributeUtils.getAttributeValueFromMail(mail, NAME)
                .filter(Map.class::isInstance)
                .map(noted -> read((Map<?, ?>) noted));
    }

    /** What was noted, or the highest class if the mail was not classified: unknown never lowers a demand. */
    public Risk orHighest(Mail mail) {
        return of(mail).orElseGet(() -> new Risk(policy.highestClass(), List.of()));
    }

    private Risk read(Map<?, ?> noted) {
        List<RiskReason> reasons = new ArrayList<>();
        if (value(noted.get(REASONS)) instanceof Collection<?> lines) {
            lines.forEach(line -> reason(String.valueOf(value(line))).ifPresent(reasons::add));
        }
        return new Risk(policy.classNamed(String.valueOf(value(noted.get(CLASS)))), reasons);
    }

    private static String write(RiskReason reason) {
        return String.join(
                "\t",
                reason.kind(),
                Integer.toString(reason.count()),
                reason.place(),
                reason.riskClass().name());
    }

    private Optional<RiskReason> reason(String line) {
        String[] parts = line.split("\t", -1);
        return parts.length == 4
                ? Optional.of(
                        new RiskReason(parts[0], Integer.parseInt(parts[1]), parts[2], policy.classNamed(parts[3])))
                : Optional.empty();
    }

    private static @Nullable Object value(@Nullable Object attribute) {
        return attribute instanceof AttributeValue<?> wrapped ? wrapped.value() : attribute;
    }
}
