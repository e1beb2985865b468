package org.siegel.mailets.delivery;

import java.time.Clock;
import java.util.Optional;
import org.apache.james.core.MailAddress;
import org.apache.mailet.Mail;
import org.siegel.matchers.MailDecisions;
import org.siegel.matchers.MailRisk;
import org.siegel.matchers.RecipientDomain;
import org.siegel.policy.Decision;
import org.siegel.policy.DomainName;
import org.siegel.policy.Policy;
import org.siegel.policy.Procedure;
import org.siegel.policy.Risk;
import org.siegel.policy.TransportGrade;

/** What the connection must reach that carries a mail to a recipient. */
final class Demands {

    private final Policy policy;
    private final MailRisk risks;
    private final Clock clock;

    Demands(Policy policy, Clock clock) {
        this.policy = policy;
        this.risks = new MailRisk(policy);
        this.clock = clock;
    }

    Risk risk(Mail mail) {
        return risks.orHighest(mail);
    }

    /** What was decided on the way here; a mail about which nothing was decided needs what its class requires. */
    MailDecisions.Noted decision(Mail mail, MailAddress recipient) {
        MailDecisions.Noted noted = MailDecisions.of(mail, recipient).orElseGet(() -> byClass(mail, recipient));
        boolean isSealedByHand = MailDecisions.sealed(mail).isPresent()
                && !noted.decision().procedure().protectsContent();
        return isSealedByHand ? asCoverMail(mail, recipient, noted) : noted;
    }

    /** Sealed although something else was decided, such as a held mail that was released: it is a cover mail now. */
    private MailDecisions.Noted asCoverMail(Mail mail, MailAddress recipient, MailDecisions.Noted noted) {
        return RecipientDomain.of(recipient)
                .map(domain -> policy.requirement(risk(mail).riskClass(), domain, clock)
                        .coverMailGrade())
                .map(grade -> new MailDecisions.Noted(
                        new Decision(noted.decision().procedure(), grade),
                        noted.predicted(),
                        noted.why(),
                        noted.findings()))
                .orElse(noted);
    }

    private MailDecisions.Noted byClass(Mail mail, MailAddress recipient) {
        Optional<DomainName> domain = RecipientDomain.of(recipient);
        TransportGrade demand = domain.map(name ->
                        policy.requirement(risk(mail).riskClass(), name, clock).requiredGrade())
                .orElse(TransportGrade.QUALIFIED);
        return new MailDecisions.Noted(new Decision(Procedure.DELIVER, demand), Optional.empty(), "");
    }
}
