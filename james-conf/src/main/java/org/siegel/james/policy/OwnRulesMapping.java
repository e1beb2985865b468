package org.siegel.james.policy;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.commons.configuration2.HierarchicalConfiguration;
import org.apache.commons.configuration2.tree.ImmutableNode;
import org.siegel.content.RiskClassifier;
import org.siegel.policy.CombinedRule;
import org.siegel.policy.CombinedRule.Condition;
import org.siegel.policy.Confidence;
import org.siegel.policy.DomainName;
import org.siegel.policy.IgnoredValues;
import org.siegel.policy.OwnRules;
import org.siegel.policy.RiskClass;
import org.siegel.policy.Where;

/** Makes records of the organisation's own patterns, lists and combined rules. */
final class OwnRulesMapping {

    /** Maps the elements of a key in order, and reports what is refused with its line. */
    interface Elements {
        <T> List<T> each(String key, Function<HierarchicalConfiguration<ImmutableNode>, T> mapping);
    }

    private final Path policyFile;
    private final Function<HierarchicalConfiguration<ImmutableNode>, RiskClass> riskClass;
    private final Map<String, Set<String>> senderGroups = new HashMap<>();

    /** Lists are looked for beside the policy file. */
    OwnRulesMapping(Path policyFile, Function<HierarchicalConfiguration<ImmutableNode>, RiskClass> riskClass) {
        this.policyFile = policyFile;
        this.riskClass = riskClass;
    }

    OwnRules map(Elements elements) {
        elements.each("rules.sender-group", this::senderGroup);
        Set<DomainName> partners =
                elements.each("rules.partner", element -> DomainName.of(text(element, "domain"))).stream()
                        .collect(Collectors.toSet());
        return new OwnRules(
                elements.each("rules.pattern", this::pattern),
                elements.each("rules.list", this::list),
                elements.each("rules.when", this::combined),
                partners,
                senderGroups,
                elements.each("rules.ignored", OwnRulesMapping::ignored).stream()
                        .reduce(IgnoredValues.NONE, IgnoredValues::and));
    }

    private static IgnoredValues ignored(HierarchicalConfiguration<ImmutableNode> element) {
        List<String> values = Arrays.stream(element.getString("", "").split("[,\\n]", -1))
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .toList();
        return IgnoredValues.asWritten(
                values, element.getString("[@specimens]", "no").equals("yes"));
    }

    private String senderGroup(HierarchicalConfiguration<ImmutableNode> element) {
        String name = text(element, "name");
        Set<String> members = Arrays.stream(element.getString("", "")
                        .strip()
                        .toLowerCase(Locale.ROOT)
                        .split("[\\s,]+"))
                .collect(Collectors.toSet());
        members.stream().filter(member -> member.indexOf('@') < 0).findFirst().ifPresent(member -> {
            throw new IllegalArgumentException("the sender group '" + name + "' has '" + member
                    + "', which is neither an address (a@b.example) nor a domain (@b.example)");
        });
        if (senderGroups.put(name, members) != null) {
            throw new IllegalArgumentException("the sender group '" + name + "' is given twice");
        }
        return name;
    }

    private OwnRules.PatternRule pattern(HierarchicalConfiguration<ImmutableNode> element) {
        var rule = new OwnRules.PatternRule(
                text(element, "name"),
                text(element, "regex"),
                element.getInt("[@at-least]", 1),
                riskClass.apply(element));
        RiskClassifier.requireUsable(rule);
        return rule;
    }

    private OwnRules.ListRule list(HierarchicalConfiguration<ImmutableNode> element) {
        var rule = new OwnRules.ListRule(
                text(element, "name"),
                policyFile.resolveSibling(text(element, "file")),
                policyFile.resolveSibling(text(element, "key")),
                element.getInt("[@at-least]", 1),
                riskClass.apply(element));
        RiskClassifier.requireUsable(rule);
        return rule;
    }

    private CombinedRule combined(HierarchicalConfiguration<ImmutableNode> element) {
        List<Condition> conditions = element.getNodeModel().getInMemoryRepresentation().getChildren().stream()
                .map(this::condition)
                .toList();
        return new CombinedRule(text(element, "name"), conditions, riskClass.apply(element));
    }

    private Condition condition(ImmutableNode node) {
        Map<String, Object> attributes = node.getAttributes();
        int atLeast = Integer.parseInt(value(attributes, "at-least", "1"));
        return switch (node.getNodeName()) {
            case "found" ->
                new CombinedRule.Found(
                        value(attributes, "kind", ""),
                        atLeast,
                        Confidence.fromConfigName(value(attributes, "confidence", "possible")),
                        Where.fromConfigName(value(attributes, "in", "anywhere")));
            case "tagged" -> new CombinedRule.Tagged(value(attributes, "tag", ""));
            case "sent-to" ->
                new CombinedRule.SentTo(CombinedRule.Reach.fromConfigName(value(attributes, "who", "")), atLeast);
            case "sent-by" -> sentBy(value(attributes, "group", ""));
            default -> throw new IllegalArgumentException("'" + node.getNodeName() + "' is no condition");
        };
    }

    private CombinedRule.SentBy sentBy(String group) {
        if (!senderGroups.containsKey(group)) {
            throw new IllegalArgumentException("there is no sender group '" + group + "'; there is "
                    + (senderGroups.isEmpty() ? "none" : String.join(", ", senderGroups.keySet())));
        }
        return new CombinedRule.SentBy(group);
    }

    private static String value(Map<String, Object> attributes, String name, String absent) {
        return String.valueOf(attributes.getOrDefault(name, absent)).strip();
    }

    private static String text(HierarchicalConfiguration<ImmutableNode> element, String attribute) {
        return element.getString("[@" + attribute + "]").strip();
    }
}
