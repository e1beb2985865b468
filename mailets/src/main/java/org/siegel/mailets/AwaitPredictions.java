package org.siegel.mailets;

import jakarta.inject.Inject;
import jakarta.mail.MessagingException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.mailet.Mail;
import org.apache.mailet.base.GenericMailet;
import org.siegel.matchers.MailDecisions;
import org.siegel.matchers.RecipientDomain;
import org.siegel.policy.DomainName;
import org.siegel.transport.delivery.Predictions;

/**
 * Has it found out how well a mail would travel to all its recipients, before something is decided by it. A mail for which
 * that takes long, because a mail server or a name server does not answer, comes back to the same processor a while later:
 * {@code <mailet match="All" class="org.siegel.mailets.AwaitPredictions"/>}. Without it such mails would occupy James's
 * spooler threads, and mail to everybody else would wait with them.
 */
public final class AwaitPredictions extends GenericMailet {

    private static final Duration PROMPT = Duration.ofSeconds(3);
    private static final int LATER_SECONDS = 10;

    private final Predictions predictions;

    @Inject
    public AwaitPredictions(Predictions predictions) {
        this.predictions = predictions;
    }

    @Override
    public void service(Mail mail) throws MessagingException {
        if (!isKnown(mail)) {
            getMailetContext().sendMail(mail, mail.getState(), LATER_SECONDS, TimeUnit.SECONDS);
            mail.setState(Mail.GHOST);
        }
    }

    private boolean isKnown(Mail mail) {
        boolean isDecided = mail.getRecipients().stream()
                .allMatch(recipient -> MailDecisions.of(mail, recipient).isPresent());
        if (isDecided || MailDecisions.isExhausted(mail)) {
            return true;
        }
        List<DomainName> domains = mail.getRecipients().stream()
                .map(RecipientDomain::of)
                .flatMap(Optional::stream)
                .distinct()
                .toList();
        domains.forEach(predictions::prepare); // all at once; the answers are waited for below
        return domains.stream()
                .allMatch(domain -> predictions.within(PROMPT, domain).isPresent());
    }

    @Override
    public String getMailetInfo() {
        return "Has predictions made for a mail's recipients";
    }
}
