package org.siegel.policy;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The data protection officer's policy: what a mail of which risk demands, and what is decided where it cannot be had.
 * Same facts and same day, same decision.
 *
 * @param edition      names this state of the policy in the evidence
 * @param organisation as recipients and senders shall read it
 * @param classes      all classes, lowest risk first
 * @param defaultClass the class of a mail for which no rule leads to another
 * @param content      what leads to which class
 * @param rules        one rule for every class
 * @param exceptions   for single recipient domains, at most one each
 * @param transport    how transfers are judged
 * @param sealing      how mails are wrapped
 * @param asking       what senders may decide
 */
public record Policy(
        String edition,
        String organisation,
        List<RiskClass> classes,
        RiskClass defaultClass,
        ContentRules content,
        Map<RiskClass, ClassRule> rules,
        List<DomainException> exceptions,
        TransportRules transport,
        SealingRules sealing,
        AskRules asking) {

    public Policy {
        classes = List.copyOf(classes);
        rules = Map.copyOf(rules);
        exceptions = List.copyOf(exceptions);
        for (RiskClass riskClass : classes) {
            if (!rules.containsKey(riskClass)) {
                throw new IllegalArgumentException(
                        "No rule says what happens to mail of risk class '" + riskClass + "'");
            }
        }
        if (!classes.contains(defaultClass)) {
            throw new IllegalArgumentException("The default class '" + defaultClass + "' is not among the classes");
        }
        for (UnsealedRule rule : sealing.unsealed()) {
            requireClear(rule, classes, rules);
        }
    }

    private static void requireClear(UnsealedRule rule, List<RiskClass> classes, Map<RiskClass, ClassRule> rules) {
        for (RiskClass riskClass : classes) {
            boolean permits = requireNonNull(rules.get(riskClass)).permitsClear();
            if (!permits && riskClass.compareTo(rule.upTo()) <= 0) {
                throw new IllegalArgumentException("Mail of kind '"
                        + rule.kind().configName() + "' cannot go unsealed up to class '" + rule.upTo()
                        + "', because mail of"
                        + " class '" + riskClass + "' is never delivered as it is");
            }
        }
    }

    /** With the standard rules for wrapping and for asking senders. */
    public Policy(
            String edition,
            String organisation,
            List<RiskClass> classes,
            RiskClass defaultClass,
            ContentRules content,
            Map<RiskClass, ClassRule> rules,
            List<DomainException> exceptions,
            TransportRules transport) {
        this(
                edition,
                organisation,
                classes,
                defaultClass,
                content,
                rules,
                exceptions,
                transport,
                SealingRules.STANDARD,
                AskRules.STANDARD);
    }

    /** The class of that name, or the highest class if there is none of that name (unknown never lowers a demand). */
    public RiskClass classNamed(String name) {
        return classes.stream()
                .filter(riskClass -> riskClass.name().equals(name))
                .findFirst()
                .orElse(highestClass());
    }

    public RiskClass highestClass() {
        return classes.getLast();
    }

    /** What holds for one recipient domain and class today. */
    public Requirement requirement(RiskClass riskClass, DomainName domain, Clock clock) {
        LocalDate today = LocalDate.now(clock);
        ClassRule rule = ruleOf(riskClass);
        Requirement byClass =
                new Requirement(rule.requiredGrade(), transport.coverMailGrade(), rule.whenReached(), rule.otherwise());
        return exceptions.stream()
                .filter(exception -> exception.domain().equals(domain) && exception.holdsOn(today))
                .findFirst()
                .map(byClass::with)
                .orElse(byClass);
    }

    /**
     * What is done with a mail of a kind that need not be sealed, in the place of sealing it. Where the officer says nothing else, it
     * needs the grade of its class, like all mail that can be read on its way; a grade that an exception raised for the domain
     * is not lowered.
     *
     * @return empty if it must be sealed like other mail; then one that nobody would open does not go
     */
    public Optional<Decision> unsealed(UnsealedKind kind, RiskClass riskClass, DomainName domain, Clock clock) {
        ClassRule rule = ruleOf(riskClass);
        if (!rule.permitsClear()) {
            return Optional.empty();
        }
        TransportGrade demanded = requirement(riskClass, domain, clock).requiredGrade();
        boolean isRaised = !rule.requiredGrade().atLeast(demanded);
        Optional<TransportGrade> allowed = sealing.unsealed(kind, riskClass)
                .map(said -> isRaised ? demanded : said.grade().min(demanded));
        return switch (kind) {
            case AUTOMATIC -> Optional.of(new Decision(Procedure.DELIVER, allowed.orElse(demanded)));
            case MEETING_REQUEST -> allowed.map(grade -> new Decision(Procedure.DELIVER, grade));
        };
    }

    private ClassRule ruleOf(RiskClass riskClass) {
        ClassRule rule = rules.get(riskClass);
        return rule != null ? rule : requireNonNull(rules.get(highestClass()));
    }

    /** The exceptions that no longer hold; they have no effect. */
    public List<DomainException> expiredExceptions(Clock clock) {
        LocalDate today = LocalDate.now(clock);
        return exceptions.stream()
                .filter(exception -> !exception.holdsOn(today))
                .toList();
    }
}
