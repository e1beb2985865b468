package org.siegel.gateway.extension;

import javax.inject.Inject;
import javax.mail.MessagingException;
import org.apache.mailet.Mail;
import org.apache.mailet.base.GenericMailet;

public final class StampMailet extends GenericMailet {

    private final Stamp stamp;

    @Inject
    StampMailet(Stamp stamp) {
        this.stamp = stamp;
    }

    @Override
    public void service(Mail mail) throws MessagingException {
        mail.getMessage().setHeader("X-Stamp", stamp.next());
        mail.getMessage().saveChanges();
    }
}
