package org.siegel.matchers;

import java.time.Clock;
import java.util.ArrayList;
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
import org.siegel.transport.downgrade.GradeWatch;
import org.siegel.transport.downgrade.RememberedGrade;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decides for each recipient of a mail what is done with it, once, and notes it on the mail. */
public final class Decider {

    private static final Logger LOGGER = LoggerFactory.getLogger(Decider.class);

    private final Policy policy;
    private final MailRisk risks;
    private final PromptPredictions predictions;
    private final GradeWatch watch;
    private final Clock clock;

    public Decider(Policy policy, PromptPredictions predictions, GradeWatch watch, Clock clock) {
        this.policy = policy;
        this.risks = new MailRisk(policy);
        this.predictions = predictions;
        this.watch = watch;
        this.clock = clock;
    }

    /** What is done for each recipient; without those about whose domains it was not found out in time. */
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
        mail.getRecipients().forEach(recipient -> domains.put(recipient, RecipientDomain.of(recipient)));
        Map<DomainName, Prediction> known = MailDecisions.isExhausted(mail)
                ? Map.of()
                : predictions.of(
                        domains.values().stream().flatMap(Optional::stream).toList());
        Map<MailAddress, MailDecisions.Noted> decisions = new LinkedHashMap<>();
        domains.forEach((recipient, domain) -> domain.map(name -> decide(mail, riskClass, name, known))
                .orElseGet(() -> Optional.of(notADomain(riskClass)))
                .ifPresent(decision -> decisions.put(recipient, decision)));
        return decisions;
    }

    private Optional<MailDecisions.Noted> decide(
            Mail mail, RiskClass riskClass, DomainName domain, Map<DomainName, Prediction> predicted) {
        Requirement requirement = policy.requirement(riskClass, domain, clock);
        if (MailDecisions.isExhausted(mail)) {
            return Optional.of(new MailDecisions.Noted(
                    requirement.decide(new Outlook.Exhausted()),
                    Optional.empty(),
                    "the grade was not to be had in time"));
        }
        return Optional.ofNullable(predicted.get(domain)).map(prediction -> decide(requirement, domain, prediction));
    }

    private MailDecisions.Noted decide(Requirement requirement, DomainName domain, Prediction prediction) {
        return switch (prediction) {
            case Prediction.Known known -> known(requirement, domain, known);
            // Delivery tries all the same, at the full demand, and tells the sender what comes of it.
            case Prediction.Undetermined(var why) -> undetermined(requirement, why);
            case Prediction.Nowhere(var why) -> undetermined(requirement, why);
        };
    }

    private MailDecisions.Noted known(Requirement requirement, DomainName domain, Prediction.Known known) {
        Optional<RememberedGrade> dropped;
        try {
            dropped = watch.dropped(domain);
        } catch (RuntimeException e) {
            LOGGER.error("What was seen of {} before cannot be told; its mail waits", domain, e);
            return undetermined(requirement, "the memory of what was seen before cannot be asked");
        }
        return dropped.map(before -> worse(requirement, before, known))
                .orElseGet(() -> new MailDecisions.Noted(
                        requirement.decide(new Outlook.Predicted(known.grade())),
                        Optional.of(known.grade()),
                        known.why(),
                        known.blemishes()));
    }

    /** Decided as if it were as before: delivery then holds it back until that is so, or the lower grade is confirmed. */
    private static MailDecisions.Noted worse(Requirement requirement, RememberedGrade before, Prediction.Known known) {
        String words = before.words().orElse(known.why());
        List<Finding> findings = new ArrayList<>(known.blemishes());
        findings.add(new Finding(Criterion.DOWNGRADE, Finding.Status.FAILED, words));
        return new MailDecisions.Noted(
                requirement.decide(new Outlook.Predicted(before.grade().max(known.grade()))),
                Optional.of(known.grade()),
                words,
                findings);
    }

    /** Address literals and the like: nothing can be predicted, and delivery will say so. */
    private MailDecisions.Noted notADomain(RiskClass riskClass) {
        ClassRule rule = policy.rules().get(riskClass);
        TransportGrade demand = rule == null ? TransportGrade.QUALIFIED : rule.requiredGrade();
        boolean neverGoes = rule != null && rule.whenReached() == Procedure.REFUSE;
        return new MailDecisions.Noted(
                new Decision(neverGoes ? Procedure.REFUSE : Procedure.DELIVER, demand),
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
