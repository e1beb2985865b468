package org.siegel.mailets.sealing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.james.core.MailAddress;
import org.apache.mailet.Mail;
import org.siegel.mailets.delivery.RefusedContainers;
import org.siegel.policy.SealingWay;
import org.siegel.sealing.container.ContainerKind;
import org.siegel.store.ContainerForm;

/** Which recipients of a mail can have the same kind of container, laid out in the same way. */
public final class SealingGroups {

    private final RefusedContainers refused;

    public SealingGroups(RefusedContainers refused) {
        this.refused = refused;
    }

    private record Group(SealingWay way, Optional<ContainerForm> form) {}

    /** How the mail is wrapped for its recipients, who must be of one group. */
    SealingWay way(Mail mail) {
        return refused.way(mail, mail.getRecipients().iterator().next());
    }

    /**
     * What it is sealed into for them.
     *
     * @return empty if their server refused all that may be tried
     */
    Optional<ContainerForm> form(Mail mail, ContainerKind wanted) {
        return form(mail, mail.getRecipients().iterator().next(), wanted);
    }

    private Optional<ContainerForm> form(Mail mail, MailAddress recipient, ContainerKind wanted) {
        return refused.formFor(mail, recipient, PasswordChoice.format(wanted));
    }

    /** The groups of its recipients, in their order. */
    List<List<MailAddress>> of(Mail mail, ContainerKind wanted) {
        Map<Group, List<MailAddress>> groups = new LinkedHashMap<>();
        for (MailAddress recipient : mail.getRecipients()) {
            Group group = new Group(refused.way(mail, recipient), form(mail, recipient, wanted));
            groups.computeIfAbsent(group, _group -> new ArrayList<>()).add(recipient);
        }
        return List.copyOf(groups.values());
    }
}
