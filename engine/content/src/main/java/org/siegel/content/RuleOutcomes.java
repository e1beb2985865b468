package org.siegel.content;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.siegel.content.scan.MailScan;
import org.siegel.policy.CombinedRule;
import org.siegel.policy.CombinedRule.Condition;
import org.siegel.policy.CombinedRule.Found;
import org.siegel.policy.CombinedRule.SentBy;
import org.siegel.policy.CombinedRule.SentTo;
import org.siegel.policy.CombinedRule.Tagged;
import org.siegel.policy.Confidence;
import org.siegel.policy.ContentRules;
import org.siegel.policy.ContentRules.DetectorRule;
import org.siegel.policy.ContentRules.WordRule;
import org.siegel.policy.Correspondence;
import org.siegel.policy.OwnRules;
import org.siegel.policy.PartState;
import org.siegel.policy.RiskClass;
import org.siegel.policy.RiskReason;
import org.siegel.policy.Where;

/** Which of the officer's rules hold for what was found in one mail, as reasons. */
final class RuleOutcomes {

    private static final int PLACES_NAMED = 3;
    private static final String WORDS = "words:";

    private final ContentRules rules;
    private final MailScan scan;
    private final List<RiskReason> reasons;
    private final Correspondence between;

    /** @param reasons those that the tags led to; the others are added */
    RuleOutcomes(ContentRules rules, MailScan scan, List<RiskReason> reasons, Correspondence between) {
        this.rules = rules;
        this.scan = scan;
        this.reasons = reasons;
        this.between = between;
    }

    void addAll() {
        List<RiskReason> tags = List.copyOf(reasons);
        for (DetectorRule rule : rules.detectors()) {
            add(rule.detector(), rule.detector(), rule.confidence(), rule.atLeast(), rule.riskClass());
        }
        for (OwnRules.PatternRule rule : rules.own().patterns()) {
            String kind = "pattern:" + rule.name();
            add(kind, kind, Confidence.POSSIBLE, rule.atLeast(), rule.riskClass());
        }
        for (OwnRules.ListRule rule : rules.own().lists()) {
            String kind = "list:" + rule.name();
            add(kind, kind, Confidence.POSSIBLE, rule.atLeast(), rule.riskClass());
        }
        for (WordRule rule : rules.words()) {
            String kind = WORDS + rule.name();
            add(kind, kind, Confidence.POSSIBLE, rule.atLeast(), rule.riskClass());
        }
        for (CombinedRule rule : rules.own().combined()) {
            if (rule.conditions().stream().allMatch(condition -> holds(condition, tags))) {
                reasons.add(combined(rule));
            }
        }
        if (scan.isPatternBudgetExhausted()) {
            reasons.add(new RiskReason(
                    "not-scanned",
                    1,
                    "text beyond what own patterns may read",
                    rules.notScanned().floor(PartState.LIMIT)));
        }
    }

    private void add(String name, String kind, Confidence confidence, int atLeast, RiskClass riskClass) {
        int count = countOf(kind, confidence, Where.ANYWHERE);
        if (count >= atLeast) {
            reasons.add(new RiskReason(name, count, named(placesOf(kind)), riskClass));
        }
    }

    private boolean holds(Condition condition, List<RiskReason> tags) {
        return switch (condition) {
            case Found found -> countOf(found) >= found.atLeast();
            case Tagged tagged ->
                tags.stream().anyMatch(reason -> reason.kind().equalsIgnoreCase("tag:" + tagged.tag()));
            case SentTo sentTo -> sentTo.holds(between, rules.own());
            case SentBy sentBy -> sentBy.holds(between, rules.own());
        };
    }

    private int countOf(Found found) {
        return kinds(found).stream()
                .mapToInt(kind -> countOf(kind, found.confidence(), found.where()))
                .sum();
    }

    private static List<String> kinds(Found found) {
        return Arrays.stream(found.kind().split("\\|", -1)).map(String::strip).toList();
    }

    private int countOf(String kind, Confidence confidence, Where where) {
        if (!kind.startsWith(WORDS)) {
            return scan.countOf(kind, confidence, where);
        }
        int group = groupOf(kind);
        return group < 0 ? 0 : scan.wordsOf(group, where);
    }

    private Set<String> placesOf(String kind) {
        return kind.startsWith(WORDS) ? scan.placesOfWords(groupOf(kind)) : scan.placesOf(kind);
    }

    private int groupOf(String kind) {
        for (int group = 0; group < rules.words().size(); group++) {
            if (kind.equals(WORDS + rules.words().get(group).name())) {
                return group;
            }
        }
        return -1;
    }

    private RiskReason combined(CombinedRule rule) {
        Set<String> places = new LinkedHashSet<>();
        int count = 0;
        for (Condition condition : rule.conditions()) {
            if (condition instanceof Found found) {
                count += countOf(found);
                kinds(found).stream()
                        .filter(kind -> countOf(kind, found.confidence(), found.where()) > 0)
                        .forEach(kind -> places.addAll(placesOf(kind)));
            }
        }
        return new RiskReason(
                "rule:" + rule.name(),
                Math.max(1, count),
                places.isEmpty() ? "envelope" : named(places),
                rule.riskClass());
    }

    private static String named(Set<String> places) {
        List<String> named = new ArrayList<>(places).subList(0, Math.min(PLACES_NAMED, places.size()));
        int others = places.size() - named.size();
        return String.join(", ", named) + (others > 0 ? " and " + others + " more" : "");
    }
}
