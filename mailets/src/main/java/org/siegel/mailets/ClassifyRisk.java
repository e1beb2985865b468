package org.siegel.mailets;

import jakarta.inject.Inject;
import jakarta.mail.MessagingException;
import org.apache.mailet.Mail;
import org.apache.mailet.base.GenericMailet;
import org.siegel.matchers.FullDisk;
import org.siegel.matchers.MailClassifier;
import org.siegel.policy.Risk;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the risk class of a mail, once, and notes it on the mail, where it survives the spool:
 * {@code <mailet match="All" class="org.siegel.mailets.ClassifyRisk"/>}.
 */
public final class ClassifyRisk extends GenericMailet {

    private static final Logger LOGGER = LoggerFactory.getLogger(ClassifyRisk.class);

    private final MailClassifier classifier;

    @Inject
    public ClassifyRisk(MailClassifier classifier) {
        this.classifier = classifier;
    }

    @Override
    public void service(Mail mail) throws MessagingException {
        FullDisk.outlast(mail.getName(), () -> {
            Risk risk = classifier.classify(mail);
            LOGGER.info("Mail {}: risk class {} because of {}", mail.getName(), risk.riskClass(), risk.reasons());
        });
    }

    @Override
    public String getMailetInfo() {
        return "Notes the risk class of a mail on it";
    }
}
