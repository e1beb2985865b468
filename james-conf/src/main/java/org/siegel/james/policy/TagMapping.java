package org.siegel.james.policy;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.commons.configuration2.HierarchicalConfiguration;
import org.apache.commons.configuration2.tree.ImmutableNode;
import org.siegel.policy.RiskClass;
import org.siegel.policy.TagRules;
import org.siegel.policy.TagRules.Label;
import org.siegel.policy.TagRules.Trigger;

/** The elements of the rules that are about tags. */
final class TagMapping {

    private final Function<HierarchicalConfiguration<ImmutableNode>, RiskClass> riskClass;
    private final Function<String, RiskClass> named;

    private final Map<String, RiskClass> subjectTags = new HashMap<>();
    private final Set<String> bare = new HashSet<>();
    private final Set<String> stripped = new HashSet<>();
    private final Map<String, RiskClass> lowering = new HashMap<>();
    private final Map<Trigger, RiskClass> triggers = new EnumMap<>(Trigger.class);

    /**
     * @param riskClass of an element
     * @param named     the class of that name
     */
    TagMapping(
            Function<HierarchicalConfiguration<ImmutableNode>, RiskClass> riskClass,
            Function<String, RiskClass> named) {
        this.riskClass = riskClass;
        this.named = named;
    }

    TagRules map(OwnRulesMapping.Elements elements) {
        elements.each("rules.subject-tag", this::subjectTag);
        elements.each("rules.trigger", this::trigger);
        List<Label> labels = elements.each("rules.label", this::label);
        return new TagRules(bare, stripped, lowering, labels, triggers);
    }

    /** Known after {@link #map}. */
    Map<String, RiskClass> subjectTags() {
        return subjectTags;
    }

    private String subjectTag(HierarchicalConfiguration<ImmutableNode> element) {
        String tag = element.getString("[@text]").strip().toLowerCase(Locale.ROOT);
        RiskClass leadsTo = riskClass.apply(element);
        if (subjectTags.put(tag, leadsTo) != null) {
            throw new IllegalArgumentException("the subject tag '" + tag + "' is listed twice");
        }
        if (isYes(element, "bare")) {
            bare.add(tag);
        }
        if (isYes(element, "strip")) {
            stripped.add(tag);
        }
        Optional.ofNullable(element.getString("[@lowers]")).map(named).ifPresent(upTo -> {
            if (upTo.compareTo(leadsTo) <= 0) {
                throw new IllegalArgumentException("the subject tag '" + tag + "' lowers nothing: its class '" + leadsTo
                        + "' is not below '" + upTo + "'");
            }
            lowering.put(tag, upTo);
        });
        return tag;
    }

    private static boolean isYes(HierarchicalConfiguration<ImmutableNode> element, String attribute) {
        return element.getString("[@" + attribute + "]", "no").strip().equals("yes");
    }

    private Trigger trigger(HierarchicalConfiguration<ImmutableNode> element) {
        Trigger trigger = Trigger.fromConfigName(element.getString("[@name]"));
        if (triggers.put(trigger, riskClass.apply(element)) != null) {
            throw new IllegalArgumentException("the trigger '" + trigger.configName() + "' is listed twice");
        }
        return trigger;
    }

    private Label label(HierarchicalConfiguration<ImmutableNode> element) {
        return new Label(
                Optional.ofNullable(element.getString("[@id]")),
                Optional.ofNullable(element.getString("[@name]")).map(String::strip),
                Optional.ofNullable(element.getString("[@site]")),
                riskClass.apply(element));
    }
}
