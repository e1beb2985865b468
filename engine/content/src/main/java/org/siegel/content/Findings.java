package org.siegel.content;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.siegel.content.mime.MessageVisitor;
import org.siegel.content.part.PartReport;
import org.siegel.content.part.TextSink;
import org.siegel.content.scan.MailScan;
import org.siegel.content.tag.Labels;
import org.siegel.policy.ContentRules.DetectorRule;
import org.siegel.policy.Correspondence;
import org.siegel.policy.PartState;
import org.siegel.policy.Risk;
import org.siegel.policy.RiskClass;
import org.siegel.policy.RiskReason;
import org.siegel.policy.TagRules.Trigger;

/** What was found in one message so far, and the risk that follows. */
final class Findings implements MessageVisitor {

    private static final int MOST_DISTINCT_VALUES = 10_000;
    private static final int PARTS_TOLD = 1_000;
    private static final Set<String> UNREAD = Set.of("not-scanned", "encrypted-e2e");

    private final CompiledRules rules;
    private final Correspondence between;
    private final MailScan scan;
    private final Labels labels;

    private final Set<RiskReason> tags = new LinkedHashSet<>();
    private final List<PartReport> all = new ArrayList<>();
    private final Map<PartReport, Integer> parts = new LinkedHashMap<>();

    Findings(CompiledRules rules, Correspondence between) {
        this.rules = rules;
        this.between = between;
        int most = rules.content().detectors().stream()
                .mapToInt(DetectorRule::atLeast)
                .reduce(MOST_DISTINCT_VALUES, Math::max);
        this.scan = new MailScan(rules.scan(), most);
        this.labels = rules.tags().labels();
        if (between.requireTls()) {
            rules.tags().of(Trigger.REQUIRETLS).ifPresent(tags::add);
        }
    }

    @Override
    public void field(String name, String body) {
        tags.addAll(rules.tags().in(name, body));
        labels.field(name, body);
    }

    @Override
    public TextSink text(String place) {
        return scan.text(place);
    }

    @Override
    public void property(String name, String value) {
        tags.addAll(rules.tags().in(name, value));
        labels.property(name, value);
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
        tags.addAll(labels.reasons());
        List<RiskReason> reasons = new ArrayList<>(tags);
        new RuleOutcomes(rules.content(), scan, reasons, between).addAll();
        parts.forEach((report, count) -> reasons.add(unread(report, count)));
        Optional<RiskClass> lowers = rules.tags().lowering(tags);
        List<RiskReason> overridden =
                lowers.map(upTo -> overridden(reasons, upTo)).orElse(List.of());
        List<RiskReason> counting = new ArrayList<>(reasons);
        counting.removeAll(overridden);
        overridden.forEach(reason -> reasons.add(new RiskReason(
                "lowered-by-tag", reason.count(), reason.kind() + " in " + reason.place(), highest(counting))));
        return new Risk(highest(counting), reasons);
    }

    /** What a tag overrides where the policy allows it: what was found, never another tag or what could not be read. */
    private List<RiskReason> overridden(List<RiskReason> reasons, RiskClass upTo) {
        return reasons.stream()
                .filter(reason -> !tags.contains(reason) && !UNREAD.contains(reason.kind()))
                .filter(reason -> reason.riskClass().compareTo(upTo) <= 0)
                .filter(reason -> reason.riskClass().compareTo(highest(List.copyOf(tags))) > 0)
                .toList();
    }

    /** The sender's tag may lead below the default class; what was found or could not be read never does. */
    private RiskClass highest(List<RiskReason> reasons) {
        RiskClass highest = reasons.stream()
                .map(RiskReason::riskClass)
                .reduce(RiskClass::max)
                .orElse(rules.defaultClass());
        return tags.isEmpty() ? highest.max(rules.defaultClass()) : highest;
    }

    private RiskReason unread(PartReport report, int count) {
        RiskClass riskClass = rules.content().notScanned().floor(report.state());
        return switch (report.state()) {
            case ENCRYPTED_E2E -> new RiskReason("encrypted-e2e", count, report.type(), riskClass);
            case ENCRYPTED_PASSWORD -> notScanned(report, count, " that needs a password", riskClass);
            case IMAGE_ONLY -> notScanned(report, count, " without text, a picture", riskClass);
            case LIMIT -> notScanned(report, count, " beyond the limits", riskClass);
            case ERROR -> notScanned(report, count, " that is broken", riskClass);
            case TIMEOUT -> notScanned(report, count, " that took too long to read", riskClass);
            case SCANNED, UNSUPPORTED -> notScanned(report, count, "", riskClass);
        };
    }

    private static RiskReason notScanned(PartReport report, int count, String why, RiskClass riskClass) {
        return new RiskReason("not-scanned", count, report.type() + why, riskClass);
    }
}
