package org.siegel.mailets;

import jakarta.inject.Inject;
import jakarta.mail.MessagingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.mailet.Mail;
import org.apache.mailet.base.GenericMailet;
import org.siegel.mailets.sealing.PhoneTrigger;
import org.siegel.matchers.WorkFolder;

/**
 * Takes a telephone number out of the subject ({@code [sms:+49 170 1234567]}) and notes it on the mail, for its password:
 * {@code <mailet match="All" class="org.siegel.mailets.TakePhoneNumber"/>}. It goes out of every subject; it is noted only for a mail
 * with one recipient, because it is the number of one. All other octets of the message stay as they are.
 */
public final class TakePhoneNumber extends GenericMailet {

    private final WorkFolder folder;

    @Inject
    public TakePhoneNumber(WorkFolder folder) {
        this.folder = folder;
    }

    @Override
    public void service(Mail mail) throws MessagingException {
        List<PhoneTrigger> triggers = new ArrayList<>();
        new SubjectRewriting(folder, subject -> {
                    Optional<PhoneTrigger> trigger = PhoneTrigger.in(subject);
                    trigger.ifPresent(triggers::add);
                    return trigger.map(PhoneTrigger::subject);
                })
                .apply(mail);
        if (mail.getRecipients().size() == 1 && !triggers.isEmpty()) {
            triggers.getFirst().number().ifPresent(number -> PhoneTrigger.note(mail, number));
        }
    }

    @Override
    public String getMailetInfo() {
        return "Takes a telephone number out of the subject";
    }
}
