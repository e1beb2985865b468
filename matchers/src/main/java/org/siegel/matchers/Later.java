package org.siegel.matchers;

import jakarta.mail.MessagingException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.james.core.MailAddress;
import org.apache.mailet.Mail;
import org.apache.mailet.MailetContext;

/** Takes recipients out of a mail's processing; a copy for them comes back to the same processor a while later. */
public final class Later {

    private static final int SECONDS = 10;

    private Later() {}

    /** For some of the recipients, or all. */
    public static void again(Mail mail, Collection<MailAddress> recipients, MailetContext context)
            throws MessagingException {
        if (recipients.isEmpty()) {
            return;
        }
        List<MailAddress> others = new ArrayList<>(mail.getRecipients());
        others.removeAll(recipients);
        if (others.isEmpty()) {
            send(mail, context);
            mail.setState(Mail.GHOST);
            return;
        }
        // The mail itself: a queue keeps a copy of its own, and James's copy of a copy loses what is beyond ASCII in
        // the
        // header.
        String name = mail.getName();
        try {
            mail.setName(name + "-later");
            mail.setRecipients(recipients);
            send(mail, context);
        } finally {
            mail.setName(name);
            mail.setRecipients(others);
        }
    }

    private static void send(Mail mail, MailetContext context) throws MessagingException {
        FullDisk.outlast(mail.getName(), () -> context.sendMail(mail, mail.getState(), SECONDS, TimeUnit.SECONDS));
    }
}
