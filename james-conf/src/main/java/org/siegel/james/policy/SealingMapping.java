package org.siegel.james.policy;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.commons.configuration2.HierarchicalConfiguration;
import org.apache.commons.configuration2.tree.ImmutableNode;
import org.siegel.policy.AttachmentLayout;
import org.siegel.policy.DomainName;
import org.siegel.policy.MailLanguage;
import org.siegel.policy.PasswordMode;
import org.siegel.policy.PhoneNumber;
import org.siegel.policy.RiskClass;
import org.siegel.policy.SealingRules;
import org.siegel.policy.SealingRules.Scope;
import org.siegel.policy.SealingRules.Special;
import org.siegel.policy.SealingWay;
import org.siegel.policy.TransportGrade;
import org.siegel.policy.UnsealedKind;
import org.siegel.policy.UnsealedRule;
import org.siegel.policy.WhenRefused;

/** How mails are wrapped: the element {@code sealing}. */
final class SealingMapping {

    private final Function<String, RiskClass> classes;
    private final Set<Scope> seen = new HashSet<>();

    SealingMapping(Function<String, RiskClass> classes) {
        this.classes = classes;
    }

    SealingRules map(OwnRulesMapping.Elements elements) {
        SealingWay standard = elements.each("sealing", SealingMapping::standard).stream()
                .findFirst()
                .orElse(SealingWay.STANDARD);
        return new SealingRules(
                standard,
                elements.each("sealing.to", this::special),
                elements.each("sealing.unsealed", this::unsealed));
    }

    private UnsealedRule unsealed(HierarchicalConfiguration<ImmutableNode> element) {
        return new UnsealedRule(
                text(element, "kind").map(UnsealedKind::fromConfigName).orElseThrow(() -> missing("kind")),
                text(element, "up-to").map(classes).orElseThrow(() -> missing("up-to")),
                text(element, "grade").map(TransportGrade::fromConfigName).orElseThrow(() -> missing("grade")));
    }

    private static IllegalArgumentException missing(String attribute) {
        return new IllegalArgumentException("it needs " + attribute);
    }

    private static SealingWay standard(HierarchicalConfiguration<ImmutableNode> element) {
        AttachmentLayout layout = layout(element).orElse(SealingWay.STANDARD.attachments());
        return new SealingWay(
                layout,
                zip(element).orElse(layout == AttachmentLayout.ZIP),
                password(element).orElse(SealingWay.STANDARD.password()),
                whenRefused(element).orElse(SealingWay.STANDARD.whenRefused()),
                language(element));
    }

    private Special special(HierarchicalConfiguration<ImmutableNode> element) {
        Scope scope = scope(element);
        if (!seen.add(scope)) {
            throw new IllegalArgumentException("this is the second element for the same mailbox, domain or class");
        }
        return new Special(
                scope,
                layout(element),
                zip(element),
                password(element),
                whenRefused(element),
                language(element),
                text(element, "phone").map(PhoneNumber::parse));
    }

    private Scope scope(HierarchicalConfiguration<ImmutableNode> element) {
        List<Scope> scopes = Stream.<Optional<Scope>>of(
                        text(element, "address").map(Scope.Address::new),
                        text(element, "domain").map(DomainName::of).map(Scope.Domain::new),
                        text(element, "class").map(classes).map(Scope.InClass::new))
                .flatMap(Optional::stream)
                .toList();
        if (scopes.size() != 1) {
            throw new IllegalArgumentException("it needs one of address, domain and class");
        }
        return scopes.getFirst();
    }

    private static Optional<AttachmentLayout> layout(HierarchicalConfiguration<ImmutableNode> element) {
        return text(element, "attachments").map(AttachmentLayout::fromConfigName);
    }

    private static Optional<PasswordMode> password(HierarchicalConfiguration<ImmutableNode> element) {
        return text(element, "password").map(PasswordMode::fromConfigName);
    }

    private static Optional<WhenRefused> whenRefused(HierarchicalConfiguration<ImmutableNode> element) {
        return text(element, "when-refused").map(WhenRefused::fromConfigName);
    }

    private static Optional<MailLanguage> language(HierarchicalConfiguration<ImmutableNode> element) {
        return text(element, "language").map(MailLanguage::fromConfigName);
    }

    private static Optional<Boolean> zip(HierarchicalConfiguration<ImmutableNode> element) {
        return text(element, "zip").map("yes"::equals);
    }

    private static Optional<String> text(HierarchicalConfiguration<ImmutableNode> element, String attribute) {
        return Optional.ofNullable(element.getString("[@" + attribute + "]")).map(String::strip);
    }
}
