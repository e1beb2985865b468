package org.siegel.matchers;

import jakarta.inject.Inject;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.util.Optional;
import org.apache.james.core.MailAddress;
import org.apache.mailet.Mail;
import org.siegel.content.RiskClassifier;
import org.siegel.policy.Correspondence;
import org.siegel.policy.Policy;
import org.siegel.policy.Risk;

/** Classifies a mail once; whoever asks again gets what was noted on it. */
public final class MailClassifier {

    private final RiskClassifier classifier;
    private final MailRisk risks;
    private final WorkFolder folder;

    @Inject
    public MailClassifier(Policy policy, RiskClassifier classifier, WorkFolder folder) {
        this.classifier = classifier;
        this.risks = new MailRisk(policy);
        this.folder = folder;
    }

    /**
     * The mail's risk, noted on it.
     *
     * @throws MessagingException if the mail cannot be read from James's storage
     */
    public Risk classify(Mail mail) throws MessagingException {
        Optional<Risk> noted = risks.of(mail);
        if (noted.isPresent()) {
            return noted.get();
        }
        try (MessageCopy copy = MessageCopy.of(mail.getMessage(), folder)) {
            Risk risk = classifier.classify(copy::open, between(mail));
            risks.note(mail, risk);
            return risk;
        } catch (IOException e) {
            throw new MessagingException("The mail " + mail.getName() + " cannot be read for classification", e);
        }
    }

    private static Correspondence between(Mail mail) {
        return new Correspondence(
                mail.getMaybeSender().asOptional().map(MailAddress::asString),
                mail.getRecipients().stream().map(MailAddress::asString).toList(),
                RequireTls.isAsked(mail));
    }
}
