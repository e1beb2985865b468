package org.siegel.gateway.extension;

import java.util.Collection;
import javax.inject.Inject;
import org.apache.james.core.MailAddress;
import org.apache.mailet.Mail;
import org.apache.mailet.base.GenericMatcher;

/** Matches the recipients whose local part begins with "odd": James then splits the mail. */
public final class OddRecipients extends GenericMatcher {

    @Inject
    OddRecipients(Stamp stamp) {
        stamp.state();
    }

    @Override
    public Collection<MailAddress> match(Mail mail) {
        return mail.getRecipients().stream()
                .filter(recipient -> recipient.getLocalPart().startsWith("odd"))
                .toList();
    }
}
