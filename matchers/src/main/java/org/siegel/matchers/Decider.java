package org.siegel.matchers;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.james.core.MailAddress;
import org.apache.mailet.Mail;
import org.siegel.policy.ClassRule;
import org.siegel.policy.Criterion;
import org.siegel.policy.Decision;
import org.siegel.policy.DomainName;
import org.siegel.policy.Finding;
import org.siegel.policy.Outlook;
import org.siegel.policy.Policy;
import org.siegel.policy.Procedure;
import org.siegel.policy.Requirement;
import org.siegel.policy.RiskClass;
import org.siegel.policy.TransportGrade;
import org.siegel.transport.delivery.Prediction;
import org.siegel.transport.delivery.Predictions;

/** Decides for each recipient of a mail what is done with it, once, and notes it on the mail. */
public final class Decider {

    private final Policy policy;
    private final MailRisk risks;
    private final Predictions predictions;
    private final Clock clock;

    public Decider(Policy policy, Predictions predictions, Clock clock) {
        this.policy = policy;
        this.risks = new MailRisk(policy);
        this.predictions = predictions;
        this.clock = clock;
    }

    /** What is done for each recipient; asks for predictions of all their domains at once, and blocks. */
    public Map<MailAddress, MailDecisions.Noted> decide(Mail mail) {
        Map<MailAddress, MailDecisions.Noted> decisions = new LinkedHashMap<>();
        boolean isComplete = true;
        for (MailAddress recipient : mail.getRecipients()) {
            Optional<MailDecisions.Noted> noted = MailDecisions.of(mail, recipient);
            noted.ifPresent(decision -> decisions.put(recipient, decision));
            isComplete &= noted.isPresent();
        }
        if (isComplete) {
            return decisions;
        }
        Map<MailAddress, MailDecisions.Noted> fresh = decideAnew(mail);
        MailDecisions.note(mail, fresh);
        return fresh;
    }

    private Map<MailAddress, MailDecisions.Noted> decideAnew(Mail mail) {
        RiskClass riskClass = risks.orHighest(mail).riskClass();
        Map<MailAddress, Optional<DomainName>> domains = new LinkedHashMap<>();
        for (MailAddress recipient : mail.getRecipients()) {
            Optional<DomainName> domain = RecipientDomain.of(recipient);
            domains.put(recipient, domain);
            domain.ifPresent(predictions::prepare); // all at once; the answers are waited for below
        }
        Map<MailAddress, MailDecisions.Noted> decisions = new LinkedHashMap<>();
        domains.forEach((recipient, domain) -> decisions.put(
                recipient, domain.map(name -> decide(mail, riskClass, name)).orElseGet(() -> notADomain(riskClass))));
        return decisions;
    }

    private MailDecisions.Noted decide(Mail mail, RiskClass riskClass, DomainName domain) {
        Requirement requirement = policy.requirement(riskClass, domain, clock);
        if (MailDecisions.isExhausted(mail)) {
            return new MailDecisions.Noted(
                    requirement.decide(new Outlook.Exhausted()),
                    Optional.empty(),
                    "the grade was not to be had in time");
        }
        return switch (predictions.of(domain)) {
            case Prediction.Known known ->
                new MailDecisions.Noted(
                        requirement.decide(new Outlook.Predicted(known.grade())),
                        Optional.of(known.grade()),
                        known.why(),
                        known.blemishes());
            // Delivery tries all the same, at the full demand, and tells the sender what comes of it.
            case Prediction.Undetermined(var why) -> undetermined(requirement, why);
            case Prediction.Nowhere(var why) -> undetermined(requirement, why);
        };
    }

    /** Address literals and the like: nothing can be predicted, and delivery will say so. */
    private MailDecisions.Noted notADomain(RiskClass riskClass) {
        ClassRule rule = policy.rules().get(riskClass);
        TransportGrade demand = rule == null ? TransportGrade.QUALIFIED : rule.requiredGrade();
        return new MailDecisions.Noted(
                new Decision(Procedure.DELIVER, demand),
                Optional.empty(),
                "the recipient's address has no domain name");
    }

    private static MailDecisions.Noted undetermined(Requirement requirement, String why) {
        return new MailDecisions.Noted(
                requirement.decide(new Outlook.Undetermined()),
                Optional.empty(),
                why,
                List.of(new Finding(Criterion.MX_SECURITY, Finding.Status.UNKNOWN, why)));
    }
}
