package org.siegel.mailets.summary;

import jakarta.mail.MessagingException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.james.core.MailAddress;
import org.apache.mailet.Attribute;
import org.apache.mailet.AttributeName;
import org.apache.mailet.AttributeValue;
import org.apache.mailet.Mail;
import org.apache.mailet.MailetContext;
import org.jspecify.annotations.Nullable;
import org.siegel.mailets.notice.Receipt;
import org.siegel.mailets.notice.SummaryPost;
import org.siegel.mailets.summary.SummarySettings.Wish;
import org.siegel.store.DueSummary;
import org.siegel.store.EvidenceLog;
import org.siegel.store.StoreException;
import org.siegel.store.SummarisedMail;
import org.siegel.store.SummaryStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells senders once how each recipient got a mail: when all is known, or when it is time. What became of the recipients is read in the
 * evidence, so nothing is written down twice, and no delivery waits. Safe for use by many threads.
 */
public final class Summaries {

    private static final Logger LOGGER = LoggerFactory.getLogger(Summaries.class);
    private static final AttributeName NOTED = AttributeName.of("siegel.summary");
    private static final int AT_ONCE = 200;
    private static final int ROUNDS = 20;
    private static final Duration SOONEST = Duration.ofSeconds(5);
    private static final Duration SELDOMEST = Duration.ofMinutes(15);

    /** The clock may have been set back since. */
    private static final Duration MARGIN = Duration.ofMinutes(10);

    private final SummaryStore summaries;
    private final EvidenceLog evidence;
    private final SummarySettings settings;
    private final Clock clock;
    private final AtomicReference<@Nullable Desk> desk = new AtomicReference<>();

    /** Makes the letters; James may not know enough for it before it has started. */
    @FunctionalInterface
    public interface PostMaker {
        SummaryPost make() throws MessagingException;
    }

    private record Desk(PostMaker posts, MailetContext context) {}

    public Summaries(SummaryStore summaries, EvidenceLog evidence, SummarySettings settings, Clock clock) {
        this.summaries = summaries;
        this.evidence = evidence;
        this.settings = settings;
        this.clock = clock;
    }

    /** From now on senders can be told. */
    public void open(PostMaker posts, MailetContext context) {
        desk.set(new Desk(posts, context));
    }

    /**
     * Notes the mail, once, if its sender is a person in this organisation who wants to be told. A mail never fails for want of a
     * summary.
     */
    public void note(Mail mail, MailetContext context) throws MessagingException {
        if (settings.wish() == Wish.NEVER || mail.getAttribute(NOTED).isPresent()) {
            return;
        }
        Optional<MailAddress> sender =
                SummaryPost.addressee(mail).filter(address -> context.isLocalServer(address.getDomain()));
        if (sender.isEmpty()) {
            return;
        }
        try {
            summaries.note(
                    SummaryPost.about(mail, sender.get(), clock),
                    clock.instant().plus(SOONEST));
            mail.setAttribute(new Attribute(NOTED, AttributeValue.of(true)));
        } catch (StoreException e) {
            LOGGER.error("The sender of mail {} will get no summary", mail.getName(), e);
        }
    }

    /** Looks at those that are due, then at those that another node left behind. Called again and again; what fails is tried again. */
    public void work() {
        Desk here = desk.get();
        if (here == null) {
            return;
        }
        SummaryPost post;
        try {
            post = here.posts().make();
        } catch (MessagingException e) {
            LOGGER.warn("No sender can get a summary yet: {}", e.getMessage());
            return;
        }
        List<DueSummary> due;
        int rounds = 0;
        do {
            due = summaries.due(AT_ONCE);
            due.forEach(mail -> look(here.context(), post, mail));
            rounds++;
        } while (due.size() == AT_ONCE && rounds < ROUNDS);
        summaries.leftBehind(AT_ONCE).forEach(mail -> look(here.context(), post, mail));
    }

    /**
     * Removes what was noted while senders were told, now that this node tells none; the log names each mail. What other nodes noted is
     * theirs for a week.
     */
    public void giveUp() {
        List<DueSummary> unwanted;
        do {
            unwanted = summaries.unwanted(AT_ONCE);
            for (DueSummary mail : unwanted) {
                summaries.done(mail);
                LOGGER.info(
                        "The sender of mail {} gets no summary: summary.send is 'never' now",
                        mail.mail().mailName());
            }
        } while (unwanted.size() == AT_ONCE);
    }

    private void look(MailetContext context, SummaryPost post, DueSummary due) {
        SummarisedMail mail = due.mail();
        Instant now = clock.instant();
        try {
            // Of several nodes one looks at what another left behind; what fails comes back at its next turn.
            if (!summaries.postpone(due, nextLook(mail, now))) {
                return;
            }
            Map<String, Receipt> receipts = receipts(mail);
            if (isTime(mail, now) || receipts.values().stream().allMatch(Receipt::isFinal)) {
                if (isWanted(receipts)) {
                    post.tell(context, mail, receipts);
                }
                summaries.done(due);
            }
        } catch (MessagingException | RuntimeException e) {
            LOGGER.error("The sender of mail {} cannot get the summary yet; it is tried again", mail.mailName(), e);
        }
    }

    private Map<String, Receipt> receipts(SummarisedMail mail) {
        Map<String, Receipt> receipts = new LinkedHashMap<>();
        for (String recipient : mail.recipients()) {
            receipts.put(
                    recipient,
                    Receipt.of(evidence.ofCopies(
                            mail.mailName(), recipient, mail.accepted().minus(MARGIN))));
        }
        return receipts;
    }

    private boolean isTime(SummarisedMail mail, Instant now) {
        return !mail.accepted().plus(settings.latest()).isAfter(now);
    }

    private boolean isWanted(Map<String, Receipt> receipts) {
        return switch (settings.wish()) {
            case NEVER -> false;
            case EXCEPTIONS -> !receipts.values().stream().allMatch(Receipt.AsWritten.class::isInstance);
            case ALWAYS -> true;
        };
    }

    /** The older a mail is, the less is missed by looking later. */
    private Instant nextLook(SummarisedMail mail, Instant now) {
        Duration half = Duration.between(mail.accepted(), now).dividedBy(2);
        Duration pause = half.compareTo(SOONEST) < 0 ? SOONEST : half.compareTo(SELDOMEST) > 0 ? SELDOMEST : half;
        Instant end = mail.accepted().plus(settings.latest());
        return end.isAfter(now) && end.isBefore(now.plus(pause)) ? end : now.plus(pause);
    }
}
