package org.siegel.cli;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;
import org.siegel.policy.ClassRule;
import org.siegel.policy.Decision;
import org.siegel.policy.DomainName;
import org.siegel.policy.Outlook;
import org.siegel.policy.Policy;
import org.siegel.policy.Procedure;
import org.siegel.policy.Requirement;
import org.siegel.policy.RiskClass;
import org.siegel.policy.TransportGrade;
import org.siegel.transport.delivery.Prediction;

/**
 * What would happen for one recipient.
 *
 * @param expected what was predicted, in words; empty if nobody was asked
 * @param decision what is done; if nobody was asked, what is done where the required grade is reached
 * @param otherwise what is done where it is not
 */
record Outlined(String address, TransportGrade required, String expected, Decision decision, Decision otherwise) {

    static Outlined of(
            String address,
            Policy policy,
            RiskClass riskClass,
            Function<DomainName, Optional<Prediction>> predictions,
            Clock clock) {
        Optional<DomainName> named = domain(address);
        if (named.isEmpty()) {
            return notADomain(address, policy, riskClass);
        }
        DomainName domain = named.get();
        Requirement requirement = policy.requirement(riskClass, domain, clock);
        Optional<Prediction> prediction = predictions.apply(domain);
        Outlook outlook = prediction
                .<Outlook>map(known -> known instanceof Prediction.Known(var grade, var _facts, var _why)
                        ? new Outlook.Predicted(grade)
                        : new Outlook.Undetermined())
                .orElse(new Outlook.Undetermined());
        return new Outlined(
                address,
                requirement.requiredGrade(),
                prediction.map(Outlined::words).orElse(""),
                requirement.decide(outlook),
                requirement.decide(new Outlook.Exhausted()));
    }

    private static Optional<DomainName> domain(String address) {
        try {
            return Optional.of(DomainName.of(address.substring(address.lastIndexOf('@') + 1)));
        } catch (IllegalArgumentException _literal) {
            return Optional.empty();
        }
    }

    /** An address literal: delivery tries at the full demand, which without a name cannot be had, unless the mail never goes. */
    private static Outlined notADomain(String address, Policy policy, RiskClass riskClass) {
        ClassRule rule = requireNonNull(policy.rules().get(riskClass));
        Procedure procedure = rule.whenReached() == Procedure.REFUSE ? Procedure.REFUSE : Procedure.DELIVER;
        Decision decision = new Decision(procedure, rule.requiredGrade());
        return new Outlined(
                address, rule.requiredGrade(), "could not be told: the address has no domain name", decision, decision);
    }

    private static String words(Prediction prediction) {
        return switch (prediction) {
            case Prediction.Known(var grade, var _facts, var why) ->
                grade.configName() + (why.isEmpty() ? "" : ": " + why);
            case Prediction.Undetermined(var why) -> "could not be told: " + why;
            case Prediction.Nowhere(var why) -> "nobody to deliver to: " + why;
        };
    }
}
