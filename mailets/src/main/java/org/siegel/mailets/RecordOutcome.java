package org.siegel.mailets;

import jakarta.inject.Inject;
import jakarta.mail.MessagingException;
import java.util.Locale;
import org.apache.mailet.Mail;
import org.apache.mailet.base.GenericMailet;
import org.siegel.mailets.delivery.AttemptLog;
import org.siegel.store.Outcome;

/**
 * Records in the evidence what the configuration does with a mail where no other mailet of Siegel does it:
 * {@code <outcome>held</outcome>} before it is put into a repository, {@code <outcome>refused</outcome>} before it is
 * returned.
 */
public final class RecordOutcome extends GenericMailet {

    private final AttemptLog log;
    private Outcome outcome = Outcome.KEPT;

    @Inject
    public RecordOutcome(AttemptLog log) {
        this.log = log;
    }

    @Override
    public void init() throws MessagingException {
        String text = getInitParameter("outcome", "");
        try {
            outcome = Outcome.valueOf(text.strip().toUpperCase(Locale.ROOT).replace('-', '_'));
        } catch (IllegalArgumentException e) {
            throw new MessagingException(
                    "mailetcontainer.xml: RecordOutcome: <outcome> must be held, refused, bounced or kept, not '" + text
                            + "'",
                    e);
        }
    }

    @Override
    public void service(Mail mail) throws MessagingException {
        log.appendAll(mail, outcome, "");
    }

    @Override
    public String getMailetInfo() {
        return "Records an outcome in the evidence";
    }
}
