package org.siegel.mailets.sealing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.james.core.MailAddress;
import org.apache.mailet.Mail;
import org.siegel.matchers.MailRisk;
import org.siegel.matchers.RecipientDomain;
import org.siegel.policy.Policy;
import org.siegel.policy.RiskClass;
import org.siegel.policy.SealingWay;

/** Which recipients of a mail can have the same container. */
public final class SealingGroups {

    private final Policy policy;
    private final MailRisk risks;

    public SealingGroups(Policy policy) {
        this.policy = policy;
        this.risks = new MailRisk(policy);
    }

    /** The recipients by how the mail is wrapped for them, in their order. */
    Map<SealingWay, List<MailAddress>> of(Mail mail) {
        RiskClass riskClass = risks.orHighest(mail).riskClass();
        Map<SealingWay, List<MailAddress>> groups = new LinkedHashMap<>();
        for (MailAddress recipient : mail.getRecipients()) {
            SealingWay way = policy.sealing().wayFor(recipient.asString(), RecipientDomain.of(recipient), riskClass);
            groups.computeIfAbsent(way, _way -> new ArrayList<>()).add(recipient);
        }
        return groups;
    }
}
