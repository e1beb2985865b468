package org.siegel.mailets;

import jakarta.inject.Inject;
import jakarta.mail.MessagingException;
import java.util.Optional;
import org.apache.mailet.Mail;
import org.apache.mailet.base.GenericMailet;
import org.siegel.mailets.delivery.SealedMark;
import org.siegel.mailets.sealing.PasswordHandOver;
import org.siegel.matchers.MailDecisions;

/**
 * Sends the password of a sealed mail to its sender by an internal mail, once. Belongs into the {@code onSealedSuccess} processor
 * of {@code StrictTlsRemoteDelivery}, so that it goes out only after a recipient's server took the container. Mails that
 * were not sealed pass.
 */
public final class SendPassword extends GenericMailet {

    private final PasswordHandOver handOver;

    @Inject
    public SendPassword(PasswordHandOver handOver) {
        this.handOver = handOver;
    }

    @Override
    public void service(Mail mail) throws MessagingException {
        Optional<SealedMark> mark = MailDecisions.sealed(mail).flatMap(SealedMark::parse);
        if (mark.isPresent()) {
            handOver.tell(mark.get(), getMailetContext());
        }
    }

    @Override
    public String getMailetInfo() {
        return "Tells the sender the password of a sealed mail";
    }
}
