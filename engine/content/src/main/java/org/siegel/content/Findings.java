package org.siegel.content;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.siegel.content.detect.FoundIdentifiers;
import org.siegel.content.detect.NormalisedText;
import org.siegel.content.mime.MessageVisitor;
import org.siegel.content.mime.PartReport;
import org.siegel.content.mime.PartState;
import org.siegel.content.mime.TextSink;
import org.siegel.content.word.FoundWords;
import org.siegel.policy.ContentRules.DetectorRule;
import org.siegel.policy.ContentRules.WordRule;
import org.siegel.policy.Risk;
import org.siegel.policy.RiskClass;
import org.siegel.policy.RiskReason;

/** What was found in one message so far, and the risk that follows. */
final class Findings implements MessageVisitor {

    private static final int MOST_DISTINCT_VALUES = 10_000;
    private static final int PLACES_NAMED = 3;
    private static final int PARTS_TOLD = 1_000;

    private final CompiledRules rules;
    private final FoundIdentifiers identifiers;
    private final FoundWords words;
    /** Takes one text after the other. */
    private final NormalisedText normalised;

    private final Set<RiskReason> tags = new LinkedHashSet<>();
    private final List<PartReport> all = new ArrayList<>();
    private final Map<PartReport, Integer> parts = new LinkedHashMap<>();

    Findings(CompiledRules rules) {
        this.rules = rules;
        int most = rules.content().detectors().stream()
                .mapToInt(DetectorRule::atLeast)
                .reduce(MOST_DISTINCT_VALUES, Math::max);
        this.identifiers = new FoundIdentifiers(rules.identifiers(), most);
        this.words = new FoundWords(rules.words());
        this.normalised = new NormalisedText(new BothScans(identifiers.scan(), words.scan()));
    }

    @Override
    public void field(String name, String body) {
        tags.addAll(rules.tags().in(name, body));
    }

    @Override
    public TextSink text(String place) {
        identifiers.startPlace(place);
        words.startPlace(place);
        return normalised;
    }

    @Override
    public void part(PartReport report) {
        if (all.size() < PARTS_TOLD) {
            all.add(report);
        }
        if (report.state() != PartState.SCANNED) {
            parts.merge(report, 1, Integer::sum);
        }
    }

    Examination examination() {
        return new Examination(risk(), all);
    }

    private Risk risk() {
        List<RiskReason> reasons = new ArrayList<>(tags);
        for (DetectorRule rule : rules.content().detectors()) {
            int count = identifiers.countOf(rule.detector());
            if (count >= rule.atLeast()) {
                reasons.add(reason(rule.detector(), count, identifiers.placesOf(rule.detector()), rule.riskClass()));
            }
        }
        List<WordRule> wordRules = rules.content().words();
        for (int group = 0; group < wordRules.size(); group++) {
            WordRule rule = wordRules.get(group);
            int count = words.countOf(group);
            if (count >= rule.atLeast()) {
                reasons.add(reason("words:" + rule.name(), count, words.placesOf(group), rule.riskClass()));
            }
        }
        parts.forEach((report, count) -> reasons.add(unread(report, count)));
        return new Risk(highest(reasons), reasons);
    }

    /** The sender's tag may lead below the default class; what was found or could not be read never does. */
    private RiskClass highest(List<RiskReason> reasons) {
        RiskClass highest = reasons.stream()
                .map(RiskReason::riskClass)
                .reduce(RiskClass::max)
                .orElse(rules.defaultClass());
        return tags.isEmpty() ? highest.max(rules.defaultClass()) : highest;
    }

    private static RiskReason reason(String kind, int count, Set<String> places, RiskClass riskClass) {
        List<String> named = places.stream().limit(PLACES_NAMED).toList();
        int others = places.size() - named.size();
        String place = String.join(", ", named) + (others > 0 ? " and " + others + " more" : "");
        return new RiskReason(kind, count, place, riskClass);
    }

    private RiskReason unread(PartReport report, int count) {
        RiskClass riskClass = rules.content().notScanned();
        return switch (report.state()) {
            case ENCRYPTED_E2E -> new RiskReason("encrypted-e2e", count, report.type(), riskClass);
            case LIMIT -> new RiskReason("not-scanned", count, report.type() + " beyond the limits", riskClass);
            case ERROR -> new RiskReason("not-scanned", count, report.type() + " that is broken", riskClass);
            case SCANNED, UNSUPPORTED -> new RiskReason("not-scanned", count, report.type(), riskClass);
        };
    }
}
