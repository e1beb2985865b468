package org.siegel.matchers;

import jakarta.inject.Inject;
import jakarta.mail.MessagingException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.james.core.MailAddress;
import org.apache.mailet.Mail;
import org.apache.mailet.base.GenericMatcher;
import org.siegel.policy.DomainName;
import org.siegel.policy.TransportGrade;
import org.siegel.transport.delivery.Prediction;

/**
 * Matches the recipients whose domain is predicted to reach a grade: {@code QualifiedTlsMatcher=qualified}. Where nothing
 * could be told, the recipient does not match. Recipients for whom that is not found out in time leave the mail and come
 * back with a copy later. A prediction only: {@code StrictTlsRemoteDelivery} enforces.
 */
public final class QualifiedTlsMatcher extends GenericMatcher {

    private final PromptPredictions predictions;
    private TransportGrade grade = TransportGrade.QUALIFIED;

    @Inject
    public QualifiedTlsMatcher(PromptPredictions predictions) {
        this.predictions = predictions;
    }

    @Override
    public void init() throws MessagingException {
        grade = MatcherCondition.of(this, TransportGrade::fromConfigName);
    }

    @Override
    public Collection<MailAddress> match(Mail mail) throws MessagingException {
        Map<MailAddress, DomainName> domains = new LinkedHashMap<>();
        mail.getRecipients()
                .forEach(
                        recipient -> RecipientDomain.of(recipient).ifPresent(domain -> domains.put(recipient, domain)));
        Map<DomainName, Prediction> known = predictions.of(domains.values());
        Later.again(
                mail,
                domains.keySet().stream()
                        .filter(recipient -> !known.containsKey(domains.get(recipient)))
                        .toList(),
                getMailetContext());
        return domains.keySet().stream()
                .filter(recipient -> known.get(domains.get(recipient)) instanceof Prediction.Known prediction
                        && prediction.grade().atLeast(grade))
                .toList();
    }
}
