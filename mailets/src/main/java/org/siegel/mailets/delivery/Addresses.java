package org.siegel.mailets.delivery;

import java.util.Optional;
import org.apache.james.core.MailAddress;
import org.apache.mailet.Mail;
import org.siegel.transport.smtp.Mailbox;

/** James's addresses as SMTP has them. */
final class Addresses {

    private Addresses() {}

    /** Empty for the null sender. */
    static Optional<Mailbox> sender(Mail mail) {
        return mail.getMaybeSender().asOptional().flatMap(Addresses::mailbox);
    }

    /** Empty if SMTP cannot carry the address. */
    static Optional<Mailbox> mailbox(MailAddress address) {
        try {
            return Optional.of(new Mailbox(address.asString()));
        } catch (IllegalArgumentException _notForSmtp) {
            return Optional.empty();
        }
    }
}
