package org.siegel.mailets.sealing;

import jakarta.mail.MessagingException;
import java.util.List;
import org.apache.james.core.MailAddress;
import org.apache.james.lifecycle.api.LifecycleUtil;
import org.apache.mailet.Mail;
import org.apache.mailet.MailetContext;
import org.siegel.matchers.FullDisk;
import org.siegel.sealing.container.ContainerKind;

/**
 * Leaves on a mail the recipients for whom it is wrapped in the same way; the others get a mail of their own, which comes the same way. A
 * crash in between may make two mails of one, never none.
 */
public final class Splitting {

    private final SealingGroups groups;

    public Splitting(SealingGroups groups) {
        this.groups = groups;
    }

    /**
     * Splits.
     *
     * @param wanted what the procedure asks for
     * @throws MessagingException if James did not take a mail: then the whole one must be tried again
     */
    public void split(Mail mail, ContainerKind wanted, MailetContext context) throws MessagingException {
        List<List<MailAddress>> parts = groups.of(mail, wanted);
        for (int i = 1; i < parts.size(); i++) {
            Mail copy = mail.duplicate();
            try {
                copy.setName(mail.getName() + "-way" + i);
                copy.setRecipients(parts.get(i));
                FullDisk.outlast(copy.getName(), () -> context.sendMail(copy, mail.getState()));
            } finally {
                LifecycleUtil.dispose(copy);
            }
        }
        if (parts.size() > 1) {
            mail.setRecipients(parts.getFirst());
        }
    }
}
