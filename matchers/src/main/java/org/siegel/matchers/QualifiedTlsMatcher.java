package org.siegel.matchers;

import jakarta.inject.Inject;
import jakarta.mail.MessagingException;
import java.util.Collection;
import org.apache.james.core.MailAddress;
import org.apache.mailet.Mail;
import org.apache.mailet.base.GenericMatcher;
import org.siegel.policy.TransportGrade;
import org.siegel.transport.delivery.Prediction;
import org.siegel.transport.delivery.Predictions;

/**
 * Matches the recipients whose domain is predicted to reach a grade: {@code QualifiedTlsMatcher=qualified}. Where nothing
 * could be told, the recipient does not match. A prediction only: {@code StrictTlsRemoteDelivery} enforces.
 */
public final class QualifiedTlsMatcher extends GenericMatcher {

    private final Predictions predictions;
    private TransportGrade grade = TransportGrade.QUALIFIED;

    @Inject
    public QualifiedTlsMatcher(Predictions predictions) {
        this.predictions = predictions;
    }

    @Override
    public void init() throws MessagingException {
        grade = MatcherCondition.of(this, TransportGrade::fromConfigName);
    }

    @Override
    public Collection<MailAddress> match(Mail mail) {
        // all at once; the answers are waited for below
        mail.getRecipients().forEach(recipient -> RecipientDomain.of(recipient).ifPresent(predictions::prepare));
        return mail.getRecipients().stream().filter(this::reaches).toList();
    }

    private boolean reaches(MailAddress recipient) {
        return RecipientDomain.of(recipient)
                .map(predictions::of)
                .filter(this::reaches)
                .isPresent();
    }

    private boolean reaches(Prediction prediction) {
        return prediction instanceof Prediction.Known known && known.grade().atLeast(grade);
    }
}
