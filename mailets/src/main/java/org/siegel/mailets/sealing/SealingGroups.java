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
import org.siegel.policy.SealingWay;

/** Which recipients of a mail can have the same container. */
public final class SealingGroups {

    private final Policy policy;
    private final MailRisk risks;

    public SealingGroups(Policy policy) {
        this.policy = policy;
        this.risks = new MailRisk(policy);
    }

    /** @param recipient whom it is for alone; empty if several can have it */
    private record Group(SealingWay way, String recipient) {}

    /** How the mail is wrapped for its recipients, who must be able to have the same container. */
    SealingWay way(Mail mail) {
        return way(mail, mail.getRecipients().iterator().next());
    }

    /** The recipients who can have the same container, in their order. */
    List<List<MailAddress>> of(Mail mail) {
        Map<Group, List<MailAddress>> groups = new LinkedHashMap<>();
        for (MailAddress recipient : mail.getRecipients()) {
            SealingWay way = way(mail, recipient);
            Group group = new Group(way, way.password().isOwn() ? recipient.asString() : "");
            groups.computeIfAbsent(group, _group -> new ArrayList<>()).add(recipient);
        }
        return List.copyOf(groups.values());
    }

    private SealingWay way(Mail mail, MailAddress recipient) {
        return policy.sealing()
                .wayFor(
                        recipient.asString(),
                        RecipientDomain.of(recipient),
                        risks.orHighest(mail).riskClass());
    }
}
