package org.siegel.mailets.notice;

import jakarta.inject.Inject;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeBodyPart;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.james.core.MailAddress;
import org.apache.mailet.DsnParameters;
import org.apache.mailet.Mail;
import org.apache.mailet.base.GenericMailet;
import org.jspecify.annotations.Nullable;
import org.siegel.matchers.Ambience;
import org.siegel.policy.Policy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the sender that the mail was not delivered to its recipients, and ends the mail. What was noted with {@code
 * Failures} is told for each recipient; for the others, {@code reason} says why. The notice is a delivery status
 * notification (RFC 3464) from the null sender.
 *
 * <pre>{@code
 * <mailet match="All" class="org.siegel.mailets.notice.ReturnToSender">
 *   <reason>policy-refused</reason>        <!-- or undeliverable (default), sealing-failed, transport-not-secure,
 *                                               hold-refused, hold-expired;
 *                                               delayed, relayed: the mail itself is not at its end -->
 *   <language>both</language>              <!-- or de, en -->
 *   <sender>postmaster@example.org</sender><!-- default: James's postmaster -->
 *   <contact>the IT help desk, telephone 1234</contact><!-- default: the sender's address -->
 *   <attachment>headers</attachment>       <!-- or none, message -->
 *   <reportingMta>mail.example.org</reportingMta><!-- default: the domain of the sender's address -->
 *   <nullSenderProcessor>undeliverable</nullSenderProcessor><!-- gets mail that nobody can be told of -->
 *   <processor>transport</processor>       <!-- gets the notice; default: root -->
 * </mailet>
 * }</pre>
 *
 * <p>A mail from the null sender, or one that is itself a notification, is not answered: it goes to {@code
 * nullSenderProcessor}, which must keep it. A crash between sending and ending the mail sends the notice once more.
 */
public final class ReturnToSender extends GenericMailet {

    private static final Set<String> NAMES = Set.of("reason", "attachment", "reportingMta", "nullSenderProcessor");

    private final Policy policy;
    private final SubjectBeforeSealing subjects;
    private final Clock clock;
    private final SecureRandom random;
    private final Logger log;
    private volatile @Nullable Work work;

    @Inject
    public ReturnToSender(Policy policy, SubjectBeforeSealing subjects, Ambience ambience) {
        this(policy, subjects, ambience.clock(), ambience.random(), LoggerFactory.getLogger(ReturnToSender.class));
    }

    ReturnToSender(Policy policy, SubjectBeforeSealing subjects, Clock clock, SecureRandom random, Logger log) {
        this.policy = policy;
        this.subjects = subjects;
        this.clock = clock;
        this.random = random;
        this.log = log;
    }

    /** What the parameters make. */
    private record Work(
            NoticeSettings settings,
            Reason reason,
            ReturnedContent returned,
            String reportingMta,
            String nullSenderProcessor,
            ReturnLetter letter,
            InternalMail post) {}

    @Override
    public void init() throws MessagingException {
        Set<String> allowed = new TreeSet<>(NoticeSettings.NAMES);
        allowed.addAll(NAMES);
        checkInitParameters(allowed);
        NoticeSettings.check(this);
        reason();
        returned();
    }

    private Reason reason() throws MessagingException {
        return NoticeSettings.parameter(this, "reason", Reason.UNDELIVERABLE.configName(), Reason::of);
    }

    private ReturnedContent returned() throws MessagingException {
        return NoticeSettings.parameter(this, "attachment", "headers", ReturnedContent::of);
    }

    private Work work() throws MessagingException {
        Work made = work;
        if (made == null) {
            made = makeWork();
            work = made;
        }
        return made;
    }

    private Work makeWork() throws MessagingException {
        NoticeSettings settings = NoticeSettings.of(this);
        Reason reason = reason();
        return new Work(
                settings,
                reason,
                returned(),
                getInitParameter("reportingMta", settings.sender().getDomain().asString()),
                getInitParameter("nullSenderProcessor", "undeliverable"),
                new ReturnLetter(settings, reason, new ProtectionFacts(policy), clock),
                new InternalMail(settings, policy.organisation(), clock, random));
    }

    @Override
    public void service(Mail mail) throws MessagingException {
        Work how = work();
        OriginalMessage original = OriginalMessage.of(mail);
        switch (Addressee.of(mail, original)) {
            case Addressee.Nobody(var why) -> {
                log.warn(
                        "Mail {} was not delivered to {} recipients ({}), and nobody is told, because {}. It goes to"
                                + " processor {}.",
                        mail.getName(),
                        mail.getRecipients().size(),
                        how.reason().configName(),
                        why,
                        how.nullSenderProcessor());
                mail.setState(how.reason().isFinal() ? how.nullSenderProcessor() : Mail.GHOST);
            }
            case Addressee.Sender(var sender) -> {
                List<Undelivered> told = mail.getRecipients().stream()
                        .filter(recipient -> Undelivered.isWanted(mail, recipient, how.reason()))
                        .map(recipient -> Undelivered.of(mail, recipient, how.reason()))
                        .toList();
                if (told.isEmpty()) {
                    log.info(
                            "Mail {} was not delivered to {} recipients ({}); its sender asked not to be told.",
                            mail.getName(),
                            mail.getRecipients().size(),
                            how.reason().configName());
                } else {
                    tell(how, mail, sender, asSenderKnowsIt(mail, sender, original), told);
                }
                mail.setState(Mail.GHOST);
            }
        }
    }

    private void tell(Work how, Mail mail, MailAddress sender, OriginalMessage original, List<Undelivered> told)
            throws MessagingException {
        how.post()
                .send(
                        getMailetContext(),
                        new Notice(
                                sender,
                                AboutMail.subject(how.settings(), how.reason().letter() + ".subject", original),
                                original.messageId(),
                                how.letter().write(mail, original, told),
                                report(how, mail, original, told)));
    }

    /** The subject of a sealed mail was sealed too: it stays in the house. */
    private OriginalMessage asSenderKnowsIt(Mail mail, MailAddress sender, OriginalMessage original) {
        return getMailetContext().isLocalServer(sender.getDomain())
                ? subjects.of(mail).map(original::withSubject).orElse(original)
                : original;
    }

    private static List<MimeBodyPart> report(Work how, Mail mail, OriginalMessage original, List<Undelivered> told)
            throws MessagingException {
        DeliveryStatus status = new DeliveryStatus(
                how.reportingMta(),
                mail.dsnParameters().flatMap(DsnParameters::getEnvIdParameter).map(DsnParameters.EnvId::asString),
                original.arrival(),
                mail.getName(),
                how.reason(),
                told);
        List<MimeBodyPart> parts = new ArrayList<>();
        parts.add(MimeParts.deliveryStatus(status.text()));
        how.returned().part(mail, original).ifPresent(parts::add);
        return parts;
    }

    @Override
    public String getMailetInfo() {
        return "Tells the sender that a mail was not delivered, and why";
    }
}
