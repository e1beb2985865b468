package org.siegel.mailets;

import jakarta.inject.Inject;
import jakarta.mail.MessagingException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.mailet.Mail;
import org.apache.mailet.base.GenericMailet;
import org.siegel.matchers.Later;
import org.siegel.matchers.MailDecisions;
import org.siegel.matchers.PromptPredictions;
import org.siegel.matchers.RecipientDomain;
import org.siegel.policy.DomainName;

/**
 * Has it found out how well a mail would travel to all its recipients, before something is decided by it. A mail for which
 * that takes long, because a mail server or a name server does not answer, comes back to the same processor a while later:
 * {@code <mailet match="All" class="org.siegel.mailets.AwaitPredictions"/>}. Without it such mails would occupy James's
 * spooler threads, and mail to everybody else would wait with them.
 */
public final class AwaitPredictions extends GenericMailet {

    private final PromptPredictions predictions;

    @Inject
    public AwaitPredictions(PromptPredictions predictions) {
        this.predictions = predictions;
    }

    @Override
    public void service(Mail mail) throws MessagingException {
        if (!isKnown(mail)) {
            Later.again(mail, List.copyOf(mail.getRecipients()), getMailetContext());
        }
    }

    private boolean isKnown(Mail mail) {
        boolean isDecided = mail.getRecipients().stream()
                .allMatch(recipient -> MailDecisions.of(mail, recipient).isPresent());
        if (isDecided || MailDecisions.isExhausted(mail)) {
            return true;
        }
        Set<DomainName> domains = mail.getRecipients().stream()
                .map(RecipientDomain::of)
                .flatMap(Optional::stream)
                .collect(Collectors.toSet());
        return predictions.of(domains).keySet().equals(domains);
    }

    @Override
    public String getMailetInfo() {
        return "Has predictions made for a mail's recipients";
    }
}
