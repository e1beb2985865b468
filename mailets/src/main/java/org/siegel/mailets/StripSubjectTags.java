package org.siegel.mailets;

import jakarta.inject.Inject;
import jakarta.mail.MessagingException;
import org.apache.mailet.Mail;
import org.apache.mailet.base.GenericMailet;
import org.siegel.content.RiskClassifier;
import org.siegel.matchers.MailClassifier;
import org.siegel.matchers.WorkFolder;

/**
 * Takes those tags out of the subject that the policy has with {@code strip="yes"}, after the mail was classified by them:
 * {@code <mailet match="All" class="org.siegel.mailets.StripSubjectTags"/>}. All other octets of the message stay as they are.
 */
public final class StripSubjectTags extends GenericMailet {

    private final MailClassifier classifier;
    private final RiskClassifier tags;
    private final WorkFolder folder;

    @Inject
    public StripSubjectTags(MailClassifier classifier, RiskClassifier tags, WorkFolder folder) {
        this.classifier = classifier;
        this.tags = tags;
        this.folder = folder;
    }

    @Override
    public void service(Mail mail) throws MessagingException {
        // what the tags said is noted on the mail before they are gone
        classifier.classify(mail);
        new SubjectRewriting(folder, tags::withoutTags).apply(mail);
    }

    @Override
    public String getMailetInfo() {
        return "Takes tags out of the subject";
    }
}
