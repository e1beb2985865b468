package org.siegel.mailets;

import jakarta.inject.Inject;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.james.core.MailAddress;
import org.apache.mailet.Mail;
import org.apache.mailet.base.GenericMailet;
import org.siegel.mailets.delivery.AttemptLog;
import org.siegel.mailets.delivery.MessageIds;
import org.siegel.mailets.sealing.Languages;
import org.siegel.mailets.sealing.Sealer;
import org.siegel.mailets.sealing.Splitting;
import org.siegel.matchers.Failures;
import org.siegel.matchers.FullDisk;
import org.siegel.matchers.Later;
import org.siegel.matchers.MailDecisions;
import org.siegel.sealing.container.ContainerKind;
import org.siegel.sealing.container.Language;
import org.siegel.sealing.container.SealingException;
import org.siegel.store.Outcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts the message into a password-protected PDF or ZIP and a neutral cover mail in its place. How attachments go along is the
 * policy's; recipients for whom it says different things get different mails. Mail that programs wrote goes on as it is, and
 * invitations do where the policy says so, with what the connection must reach noted on it; where their class does not permit that, and
 * where sealing fails, the mail goes to {@code failureProcessor}, never on with a cover mail's grade.
 *
 * <pre>{@code
 * <mailet match="All" class="org.siegel.mailets.PasswordEncryptMailet">
 *   <container>pdf</container>                  <!-- or zip -->
 *   <language>de</language>                     <!-- of what is written around the message; or en -->
 *   <failureProcessor>sealing-failed</failureProcessor>
 * </mailet>
 * }</pre>
 */
public final class PasswordEncryptMailet extends GenericMailet {

    private static final Logger LOGGER = LoggerFactory.getLogger(PasswordEncryptMailet.class);
    private static final String NOT_POSSIBLE = "5.7.1";

    private final Splitting splitting;
    private final Sealer sealer;
    private final AttemptLog log;
    private ContainerKind kind = ContainerKind.PDF;
    private Language language = Language.GERMAN;
    private String failureProcessor = "sealing-failed";

    @Inject
    public PasswordEncryptMailet(Splitting splitting, Sealer sealer, AttemptLog log) {
        this.splitting = splitting;
        this.sealer = sealer;
        this.log = log;
    }

    @Override
    public void init() throws MessagingException {
        kind = switch (getInitParameter("container", "pdf").toLowerCase(Locale.ROOT)) {
            case "pdf" -> ContainerKind.PDF;
            case "zip" -> ContainerKind.ZIP;
            default -> throw wrong("container", "pdf or zip");
        };
        language = Languages.of(this);
        failureProcessor = getInitParameter("failureProcessor", failureProcessor);
    }

    private MessagingException wrong(String parameter, String allowed) {
        return new MessagingException("mailetcontainer.xml: PasswordEncryptMailet: <" + parameter + "> must be "
                + allowed + ", not '" + getInitParameter(parameter) + "'");
    }

    @Override
    public void service(Mail mail) throws MessagingException {
        if (MailDecisions.sealed(mail).isPresent()) {
            return; // never twice round
        }
        String domain = getMailetContext().getPostmaster().getDomain().asString();
        MessageIds.keep(mail);
        splitting.split(mail, kind, getMailetContext());
        try {
            switch (sealer.seal(mail, kind, language, domain, new ByTheSameWay(mail.getState()))) {
                case SEALED -> log.appendAll(mail, Outcome.SEALED, "");
                case ALREADY_ENCRYPTED -> MailDecisions.seal(mail, "end-to-end");
                case GOES_AS_IT_IS ->
                    LOGGER.info("Mail {} is not sealed, as the policy has it for such mail", mail.getName());
                case AUTOMATIC ->
                    fail(
                            mail,
                            "It was written by a program (such as an out-of-office reply) or has no sender, so nobody would"
                                    + " open a password-protected copy of it; and mail of its class is not sent without.");
            }
        } catch (SealingException | IOException e) {
            if (FullDisk.isMeant(e)) {
                LOGGER.error("Mail {} is sealed when the disk has room for it", mail.getName(), e);
                Later.again(mail, List.copyOf(mail.getRecipients()), getMailetContext());
                return;
            }
            LOGGER.warn("Mail {} could not be sealed; it is not sent in the clear instead", mail.getName(), e);
            fail(mail, "It could not be put into a password-protected file: " + e.getMessage());
        }
    }

    /** Mails made of one come through the same processor; what is sealed passes this mailet then. */
    private final class ByTheSameWay implements Sealer.Others {

        private final String processor;

        ByTheSameWay(String processor) {
            this.processor = processor;
        }

        @Override
        public void sealed(Mail other) throws MessagingException {
            log.appendAll(other, Outcome.SEALED, "");
            FullDisk.outlast(other.getName(), () -> getMailetContext().sendMail(other, processor));
        }

        @Override
        public void unsealed(Mail other) throws MessagingException {
            FullDisk.outlast(other.getName(), () -> getMailetContext().sendMail(other, processor));
        }
    }

    private void fail(Mail mail, String words) throws MessagingException {
        Map<MailAddress, Failures.Failure> failures = new LinkedHashMap<>();
        mail.getRecipients().forEach(recipient -> failures.put(recipient, new Failures.Failure(NOT_POSSIBLE, words)));
        Failures.note(mail, failures);
        log.appendAll(mail, Outcome.REFUSED, words);
        mail.setState(failureProcessor);
    }

    @Override
    public String getMailetInfo() {
        return "Puts the message into a password-protected container";
    }
}
