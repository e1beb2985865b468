package org.siegel.content.tag;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.siegel.content.mime.EncodedWords;
import org.siegel.content.mime.StructuredField;
import org.siegel.policy.ContentRules;
import org.siegel.policy.RiskClass;
import org.siegel.policy.RiskReason;
import org.siegel.policy.TagRules;
import org.siegel.policy.TagRules.Trigger;

/** The risk tags that the officer's rules know, looked for in the header of the outermost message. Immutable. */
public final class RiskTags {

    private final SubjectTags subjectTags;
    private final HeaderTags headerTags;
    private final TagRules rules;

    public RiskTags(ContentRules rules) {
        this.rules = rules.tags();
        this.subjectTags = new SubjectTags(rules.subjectTags(), rules.tags());
        this.headerTags = new HeaderTags(rules.headers());
    }

    /**
     * The tags in one header field; empty for any other field.
     *
     * @param body unfolded, encoded-words not yet decoded
     */
    public List<RiskReason> in(String fieldName, String body) {
        String decoded = EncodedWords.decode(body);
        Stream<RiskReason> ofSubject =
                fieldName.equalsIgnoreCase("subject") ? subjectTags.in(decoded).stream() : Stream.empty();
        Stream<RiskReason> ofStructure = fieldName.equalsIgnoreCase("content-type")
                ? triggerIn(StructuredField.parse(body)).flatMap(this::of).stream()
                : Stream.empty();
        return Stream.of(ofSubject, headerTags.in(fieldName, decoded).stream(), ofStructure)
                .flatMap(each -> each)
                .toList();
    }

    /** What follows from something that is not written into the mail; nothing unless the rules know it. */
    public Optional<RiskReason> of(Trigger trigger) {
        return Optional.ofNullable(rules.triggers().get(trigger))
                .map(riskClass -> new RiskReason(
                        "tag:" + trigger.configName(),
                        1,
                        trigger == Trigger.REQUIRETLS ? "envelope" : "header Content-Type",
                        riskClass));
    }

    /** To be filled with the labels of one mail. */
    public Labels labels() {
        return new Labels(rules.labels());
    }

    /** The highest class of what was found that these tags override; nothing if none of them lowers. */
    public Optional<RiskClass> lowering(Collection<RiskReason> found) {
        return rules.lowering().entrySet().stream()
                .filter(entry -> found.stream()
                        .anyMatch(reason -> reason.place().equals("subject")
                                && reason.kind().equals("tag:" + SubjectTags.called(entry.getKey()))))
                .map(Map.Entry::getValue)
                .reduce(RiskClass::max);
    }

    /** The subject, decoded, without the tags that go before the mail is sent; nothing if it has none. */
    public Optional<String> without(String subject) {
        return subjectTags.without(subject);
    }

    /** RFC 8551 §3.2.2 and RFC 3156: how a signed or encrypted message is built. */
    private static Optional<Trigger> triggerIn(StructuredField type) {
        String protocol = type.parameters().getOrDefault("protocol", "").toLowerCase(Locale.ROOT);
        String smimeType = type.parameters().getOrDefault("smime-type", "").toLowerCase(Locale.ROOT);
        return switch (type.value()) {
            case "multipart/signed" ->
                protocol.contains("pkcs7-signature")
                        ? Optional.of(Trigger.SMIME_SIGNED)
                        : Optional.of(Trigger.PGP_SIGNED).filter(_any -> protocol.contains("pgp-signature"));
            case "multipart/encrypted" -> Optional.of(Trigger.PGP_ENCRYPTED).filter(_any -> protocol.contains("pgp"));
            case "application/pkcs7-mime", "application/x-pkcs7-mime" ->
                smimeType.contains("enveloped")
                        ? Optional.of(Trigger.SMIME_ENCRYPTED)
                        : Optional.of(Trigger.SMIME_SIGNED).filter(_any -> smimeType.equals("signed-data"));
            default -> Optional.empty();
        };
    }
}
