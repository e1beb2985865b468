package org.siegel.mailets;

import jakarta.inject.Inject;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.james.core.MailAddress;
import org.apache.mailet.Mail;
import org.apache.mailet.base.GenericMailet;
import org.siegel.mailets.delivery.AttemptLog;
import org.siegel.mailets.delivery.SealedMark;
import org.siegel.mailets.sealing.Languages;
import org.siegel.mailets.sealing.Sealer;
import org.siegel.matchers.Failures;
import org.siegel.matchers.FullDisk;
import org.siegel.matchers.Later;
import org.siegel.sealing.container.Language;
import org.siegel.sealing.container.SealingException;
import org.siegel.store.Outcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Seals into another container what a recipient's server did not take for its container. Belongs into the {@code
 * containerRefusedProcessor} of {@code StrictTlsRemoteDelivery}, which sends here only what the policy allows. What cannot be sealed
 * anew goes to {@code failureProcessor} with the server's answer, never on in the clear.
 *
 * <pre>{@code
 * <mailet match="All" class="org.siegel.mailets.SealAnew">
 *   <language>de</language>
 *   <failureProcessor>bounces</failureProcessor>
 * </mailet>
 * }</pre>
 */
public final class SealAnew extends GenericMailet {

    private static final Logger LOGGER = LoggerFactory.getLogger(SealAnew.class);
    private static final String NOT_POSSIBLE = "5.7.0";

    private final Sealer sealer;
    private final AttemptLog log;
    private Language language = Language.GERMAN;
    private String failureProcessor = "bounces";

    @Inject
    public SealAnew(Sealer sealer, AttemptLog log) {
        this.sealer = sealer;
        this.log = log;
    }

    @Override
    public void init() throws MessagingException {
        language = Languages.of(this);
        failureProcessor = getInitParameter("failureProcessor", failureProcessor);
    }

    @Override
    public void service(Mail mail) throws MessagingException {
        SealedMark mark = SealedMark.of(mail)
                .orElseThrow(() -> new MessagingException("SealAnew is for mail that was sealed and refused; mail "
                        + mail.getName() + " was not. See containerRefusedProcessor in mailetcontainer.xml"));
        String domain = getMailetContext().getPostmaster().getDomain().asString();
        try {
            sealer.sealAnew(mail, mark, language, domain);
            log.appendAll(mail, Outcome.SEALED, "");
        } catch (SealingException | IOException e) {
            if (FullDisk.isMeant(e)) {
                LOGGER.error("Mail {} is sealed when the disk has room for it", mail.getName(), e);
                Later.again(mail, List.copyOf(mail.getRecipients()), getMailetContext());
                return;
            }
            LOGGER.warn("Mail {} could not be sealed into another container; it goes back", mail.getName(), e);
            fail(mail, "It could not be sealed into another container: " + e.getMessage());
        }
    }

    /** With the server's answer, which is the reason that counts. */
    private void fail(Mail mail, String words) throws MessagingException {
        Map<MailAddress, Failures.Failure> failures = new LinkedHashMap<>();
        for (MailAddress recipient : mail.getRecipients()) {
            Optional<Failures.Failure> refusal = Failures.of(mail, recipient);
            failures.put(
                    recipient,
                    new Failures.Failure(
                            refusal.map(Failures.Failure::status).orElse(NOT_POSSIBLE),
                            refusal.map(known -> known.words() + " ").orElse("") + words));
        }
        Failures.note(mail, failures);
        log.appendAll(mail, Outcome.BOUNCED, words);
        mail.setState(failureProcessor);
    }

    @Override
    public String getMailetInfo() {
        return "Seals into another container what was refused for its container";
    }
}
