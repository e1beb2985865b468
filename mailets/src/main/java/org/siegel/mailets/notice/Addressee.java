package org.siegel.mailets.notice;

import org.apache.james.core.MailAddress;
import org.apache.mailet.Mail;

/** Who gets the notice about a mail. */
sealed interface Addressee {

    record Sender(MailAddress address) implements Addressee {}

    /** A notice would be an answer to a notice (RFC 3834 §2, RFC 3464 §2). */
    record Nobody(String why) implements Addressee {}

    static Addressee of(Mail mail, OriginalMessage original) {
        if (original.isReport()) {
            return new Nobody("it is a notification itself");
        }
        return mail.getMaybeSender()
                .asOptional()
                .<Addressee>map(Sender::new)
                .orElseGet(() -> new Nobody("its sender is the null sender"));
    }
}
