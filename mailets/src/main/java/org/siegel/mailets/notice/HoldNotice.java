package org.siegel.mailets.notice;

import jakarta.inject.Inject;
import jakarta.mail.MessagingException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import org.apache.mailet.Mail;
import org.apache.mailet.base.GenericMailet;
import org.jspecify.annotations.Nullable;
import org.siegel.matchers.Ambience;
import org.siegel.policy.Policy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the sender that the mail is held for its recipients, why, and who can release it. The mail itself goes on to the
 * next mailet, which must keep it.
 *
 * <pre>{@code
 * <mailet match="All" class="org.siegel.mailets.notice.HoldNotice">
 *   <language>both</language>              <!-- or de, en -->
 *   <sender>postmaster@example.org</sender><!-- default: James's postmaster -->
 *   <contact>the data protection officer, telephone 1234</contact><!-- default: the sender's address -->
 *   <processor>transport</processor>       <!-- gets the notice; default: root -->
 * </mailet>
 * }</pre>
 *
 * <p>Nobody is told of a mail from the null sender or of one that is itself a notification. NOTIFY (RFC 3461 §4) plays no
 * part: the notice is no delivery status notification, and without it nobody would know that something has to be done.
 */
public final class HoldNotice extends GenericMailet {

    private final Policy policy;
    private final Clock clock;
    private final SecureRandom random;
    private final Logger log;
    private volatile @Nullable Work work;

    @Inject
    public HoldNotice(Policy policy, Ambience ambience) {
        this(policy, ambience.clock(), ambience.random(), LoggerFactory.getLogger(HoldNotice.class));
    }

    HoldNotice(Policy policy, Clock clock, SecureRandom random, Logger log) {
        this.policy = policy;
        this.clock = clock;
        this.random = random;
        this.log = log;
    }

    /** What the parameters make. */
    private record Work(NoticeSettings settings, HoldLetter letter, InternalMail post) {}

    @Override
    public void init() throws MessagingException {
        checkInitParameters(NoticeSettings.NAMES);
        NoticeSettings.check(this);
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
        return new Work(
                settings,
                new HoldLetter(settings, new ProtectionFacts(policy), clock),
                new InternalMail(settings, policy.organisation(), clock, random));
    }

    @Override
    public void service(Mail mail) throws MessagingException {
        Work how = work();
        OriginalMessage original = OriginalMessage.of(mail);
        switch (Addressee.of(mail, original)) {
            case Addressee.Nobody(var why) ->
                log.warn(
                        "Mail {} is held for {} recipients, and nobody is told, because {}.",
                        mail.getName(),
                        mail.getRecipients().size(),
                        why);
            case Addressee.Sender(var sender) ->
                how.post()
                        .send(
                                getMailetContext(),
                                new Notice(
                                        sender,
                                        AboutMail.subject(how.settings(), "hold.subject", original),
                                        original.messageId(),
                                        how.letter().write(mail, original),
                                        List.of()));
        }
    }

    @Override
    public String getMailetInfo() {
        return "Tells the sender that a mail is held, and why";
    }
}
