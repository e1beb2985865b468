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
 * Tells the sender of a sealed mail by an internal mail, once, which password opens it, and the password if he is to pass it on. Belongs into the {@code onSealedSuccess} processor
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
            handOver.tell(mark.get(), mail, getMailetContext());
        }
    }

    @Override
    public String getMailetInfo() {
        return "Tells the sender the password of a sealed mail";
    }
}
