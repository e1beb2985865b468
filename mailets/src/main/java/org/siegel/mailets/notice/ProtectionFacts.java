package org.siegel.mailets.notice;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.mailet.Mail;
import org.siegel.mailets.notice.Block.Fact;
import org.siegel.matchers.MailDecisions;
import org.siegel.matchers.MailRisk;
import org.siegel.policy.ClassRule;
import org.siegel.policy.Policy;
import org.siegel.policy.Procedure;
import org.siegel.policy.Risk;
import org.siegel.policy.RiskClass;
import org.siegel.policy.RiskReason;
import org.siegel.policy.TransportGrade;

/** What was noted of a mail's risk and of its way, in a sender's words. Kinds, counts and places; nothing found. */
final class ProtectionFacts {

    private static final int MOST_REASONS = 10;
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_DETAILS = 500;
    private static final Pattern PLACE = Pattern.compile("(subject|text|html|attachment|header)( .*)?");

    private static final Pattern AND_MORE = Pattern.compile(" and (\\d+) more$");

    private final Policy policy;
    private final MailRisk risks;

    ProtectionFacts(Policy policy) {
        this.policy = policy;
        this.risks = new MailRisk(policy);
    }

    /** The mail's class and what led to it, weightiest first. */
    List<Fact> ofMail(Wording wording, Mail mail) {
        Optional<Risk> noted = risks.of(mail);
        List<Fact> facts = new ArrayList<>();
        String name = line(risks.orHighest(mail).riskClass().name());
        facts.add(new Fact(
                wording.text("fact.class"),
                noted.isPresent() ? name : wording.text("fact.class.unknown", Map.of("name", name))));
        String found = noted.stream()
                .flatMap(risk -> risk.reasons().stream())
                .sorted(Comparator.comparing(RiskReason::riskClass).reversed())
                .limit(MOST_REASONS)
                .map(reason -> found(wording, reason))
                .collect(Collectors.joining("; "));
        if (!found.isEmpty()) {
            facts.add(new Fact(wording.text("fact.found"), found));
        }
        return facts;
    }

    /** What the way to some recipients should be like and is like. */
    static List<Fact> ofTransfer(Wording wording, MailDecisions.Noted noted) {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact(
                wording.text("fact.demanded"), grade(wording, noted.decision().demand())));
        facts.add(new Fact(
                wording.text("fact.expected"),
                noted.predicted().map(grade -> grade(wording, grade)).orElseGet(() -> wording.text("grade.unknown"))));
        String details = OneLine.of(noted.why(), LONGEST_DETAILS);
        if (!details.isEmpty()) {
            facts.add(new Fact(wording.text("fact.details"), details));
        }
        return facts;
    }

    /** Tags that raise the mail into a class that protects it with a password where it needs to; sorted, at most 3. */
    List<String> protectingTags(Mail mail) {
        return policy.content().subjectTags().entrySet().stream()
                .filter(tag -> tag.getValue().compareTo(risks.orHighest(mail).riskClass()) > 0)
                .filter(tag -> protects(tag.getValue()))
                .map(tag -> "[" + line(tag.getKey()) + "]")
                .sorted()
                .limit(3)
                .toList();
    }

    private boolean protects(RiskClass riskClass) {
        ClassRule rule = policy.rules().get(riskClass);
        return rule != null
                && rule.otherwise().protectsContent()
                && (rule.whenReached() == Procedure.DELIVER
                        || rule.whenReached().protectsContent());
    }

    private static String grade(Wording wording, TransportGrade grade) {
        return wording.text("grade." + grade.configName());
    }

    private static String found(Wording wording, RiskReason reason) {
        String count = reason.count() > 1 ? reason.count() + " × " : "";
        return count + kind(wording, reason.kind()) + " in: " + place(wording, reason.place());
    }

    /** A kind such as {@code iban} or {@code tag:vertraulich}; one that has no sentence stands for itself. */
    private static String kind(Wording wording, String kind) {
        int colon = kind.indexOf(':');
        String key = "kind." + (colon < 0 ? kind : kind.substring(0, colon));
        return wording.find(key).isPresent()
                ? wording.text(key, Map.of("name", line(kind.substring(colon + 1))))
                : line(kind);
    }

    private static String place(Wording wording, String places) {
        return Arrays.stream(AND_MORE.matcher(places).replaceFirst(" (+$1)").split(", ", -1))
                .map(place -> {
                    Matcher known = PLACE.matcher(place);
                    return known.matches()
                            ? wording.text("place." + known.group(1)) + (known.group(2) == null ? "" : known.group(2))
                            : place;
                })
                .distinct()
                .map(ProtectionFacts::line)
                .collect(Collectors.joining(", "));
    }

    private static String line(String text) {
        return OneLine.of(text, LONGEST_NAME);
    }
}
