package org.siegel.content;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.siegel.content.mime.MessageVisitor;
import org.siegel.content.mime.PartReport;
import org.siegel.content.mime.PartState;
import org.siegel.content.mime.TextSink;
import org.siegel.content.scan.MailScan;
import org.siegel.policy.ContentRules.DetectorRule;
import org.siegel.policy.Correspondence;
import org.siegel.policy.Risk;
import org.siegel.policy.RiskClass;
import org.siegel.policy.RiskReason;

/** What was found in one message so far, and the risk that follows. */
final class Findings implements MessageVisitor {

    private static final int MOST_DISTINCT_VALUES = 10_000;
    private static final int PARTS_TOLD = 1_000;

    private final CompiledRules rules;
    private final Correspondence between;
    private final MailScan scan;

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
    }

    @Override
    public void field(String name, String body) {
        tags.addAll(rules.tags().in(name, body));
    }

    @Override
    public TextSink text(String place) {
        return scan.text(place);
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
        new RuleOutcomes(rules.content(), scan, reasons, between).addAll();
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
