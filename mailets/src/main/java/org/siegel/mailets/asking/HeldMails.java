package org.siegel.mailets.asking;

import jakarta.mail.MessagingException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.james.core.MailAddress;
import org.apache.james.lifecycle.api.LifecycleUtil;
import org.apache.james.mailrepository.api.MailKey;
import org.apache.james.mailrepository.api.MailRepository;
import org.apache.james.mailrepository.api.MailRepositoryStore;
import org.apache.james.mailrepository.api.MailRepositoryStore.MailRepositoryStoreException;
import org.apache.james.mailrepository.api.MailRepositoryUrl;
import org.apache.james.queue.api.MailQueueFactory;
import org.apache.mailet.Mail;
import org.apache.mailet.MailetContext;
import org.jspecify.annotations.Nullable;
import org.siegel.mailets.notice.QuestionPost;
import org.siegel.mailets.sealing.PhoneTrigger;
import org.siegel.policy.RiskClass;
import org.siegel.store.HeldMail;
import org.siegel.store.Question;
import org.siegel.store.QuestionDecision;
import org.siegel.store.QuestionStore;
import org.siegel.store.QuestionToken;
import org.siegel.store.SignInStore.NewCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds mails, asks their senders, and lets them go when it is decided. Safe for use by many threads.
 *
 * <p>The mail is in the repository before the question is in the store, and leaves the repository after it is in James's
 * spool: a crash in between makes a second question or copy at the most, and of copies one goes on.
 */
public final class HeldMails {

    private static final Logger LOGGER = LoggerFactory.getLogger(HeldMails.class);
    private static final int AT_ONCE = 200;
    private static final int RELEASE_BYTES = 8;
    private static final Duration KEPT_AFTERWARDS = Duration.ofDays(90);

    private final QuestionStore questions;
    private final MailRepositoryStore repositories;
    private final MailQueueFactory<?> queues;
    private final Offers offers;
    private final AnswerWays ways;
    private final Tally tally;
    private final SecureRandom random;
    private final Clock clock;
    private final AtomicBoolean isTidied = new AtomicBoolean();

    /** How many mails were held since the start, and at which of them nothing of this node was open; -1 for not known. */
    private final AtomicLong held = new AtomicLong();

    private final AtomicLong quietAt = new AtomicLong(-1);
    private final AtomicReference<@Nullable Desk> desk = new AtomicReference<>();

    /** Makes the letters to senders; James may not know enough for it before it has started. */
    @FunctionalInterface
    public interface PostMaker {
        QuestionPost make() throws MessagingException;
    }

    /** Who writes to senders, where mails lie and where they go when it is decided. */
    private record Desk(PostMaker posts, MailetContext context, String repository, String processor) {}

    public HeldMails(
            QuestionStore questions,
            MailRepositoryStore repositories,
            MailQueueFactory<?> queues,
            Offers offers,
            AnswerWays ways,
            Tally tally,
            SecureRandom random,
            Clock clock) {
        this.questions = questions;
        this.repositories = repositories;
        this.queues = queues;
        this.offers = offers;
        this.ways = ways;
        this.tally = tally;
        this.random = random;
        this.clock = clock;
    }

    /**
     * From now on mails can be held and let go.
     *
     * @param repository the URL of the repository that they lie in
     * @param processor  where they go when it is decided; it begins with {@code CarryOutDecision}
     */
    public void open(PostMaker posts, MailetContext context, String repository, String processor) {
        desk.set(new Desk(posts, context, repository, processor));
    }

    private Optional<Desk> desk() {
        return Optional.ofNullable(desk.get());
    }

    /** An earlier answer counts for a mail, which therefore is not held. */
    public void notHeld() {
        tally.remembered();
    }

    /** Holds the mail and asks about it; the caller's mail is done with. */
    public void hold(Mail mail, MailAddress sender, RiskClass riskClass) throws MessagingException {
        Desk here = desk().orElseThrow(() -> new MessagingException("HoldAndAskSender has not started"));
        QuestionPost post = here.posts().make();
        try {
            repository(here.repository()).store(mail);
        } catch (MailRepositoryStoreException e) {
            throw new MessagingException("Mail " + mail.getName() + " cannot be held in " + here.repository(), e);
        }
        Question question = note(here, mail, sender, riskClass, post);
        write(here, mail, question, false);
        tally.held();
    }

    private Question note(Desk here, Mail mail, MailAddress sender, RiskClass riskClass, QuestionPost post) {
        Instant now = clock.instant();
        try {
            return questions.ask(
                    new HeldMail(
                            mail.getName(),
                            here.repository(),
                            sender.asString(),
                            mail.getRecipients().stream()
                                    .map(MailAddress::asString)
                                    .toList(),
                            QuestionPost.subject(mail),
                            riskClass.name(),
                            offers.choices(riskClass),
                            offers.passwords(List.copyOf(mail.getRecipients()), riskClass),
                            post.why(mail)),
                    offers.rules().expiry(now),
                    offers.rules().reminding(now));
        } finally {
            // After the question is in the store, as it may be even if that failed: who found nothing open looks again.
            held.incrementAndGet();
        }
    }

    private void write(Desk here, Mail mail, Question question, boolean isReminder) throws MessagingException {
        QuestionToken token = questions.newToken(question);
        here.posts()
                .make()
                .ask(
                        here.context(),
                        mail,
                        new QuestionPost.Enquiry(question, ways.link(token), ways.address(token), isReminder));
    }

    /** Sends a code to sign in on the page to the question's sender, about a mail of whatever node. */
    public void sendCode(Question question, NewCode code) throws MessagingException {
        Desk here = desk().orElseThrow(() -> new MessagingException("HoldAndAskSender has not started"));
        here.posts().make().sendCode(here.context(), question, code);
    }

    /**
     * Decides for those whose time is over, reminds, and carries out what was decided. Called again and again; asks the store nothing
     * while this node holds no mail.
     */
    public void attend() {
        long before = held.get();
        Desk here = desk.get();
        if (here == null || quietAt.get() == before) {
            return;
        }
        questions.overdue(AT_ONCE).forEach(this::expire);
        questions.toRemind(AT_ONCE).forEach(question -> attempt("remind of", question, one -> remind(here, one)));
        carryOut();
        if (isTidied.compareAndSet(false, true)) {
            tidy();
        }
        if (!questions.isAnythingOpen()) {
            quietAt.set(before);
        }
    }

    /** Carries out what was decided. */
    public void carryOut() {
        desk().ifPresent(here -> questions
                .toCarryOut(AT_ONCE)
                .forEach(question -> attempt("carry out", question, one -> release(here, one))));
    }

    /** Removes what a crash left behind, and questions that ended long ago. Called after the start, and now and then. */
    public void tidy() {
        questions.sweep(clock.instant().minus(KEPT_AFTERWARDS));
        desk().ifPresent(this::removeLeftovers);
    }

    private void removeLeftovers(Desk here) {
        try {
            MailRepository repository = repository(here.repository());
            for (Iterator<MailKey> keys = repository.list(); keys.hasNext(); ) {
                MailKey key = keys.next();
                if (questions
                        .ofMail(key.asString())
                        .filter(question -> question.carriedOut().isPresent())
                        .isPresent()) {
                    repository.remove(key);
                }
            }
        } catch (MessagingException | MailRepositoryStoreException e) {
            LOGGER.error("The repository of held mails, {}, cannot be tidied", here.repository(), e);
        }
    }

    private void expire(Question question) {
        QuestionDecision decision = new QuestionDecision(
                DecisionCarrier.finalChoice(offers.rules()), QuestionDecision.By.EXPIRY, clock.instant(), "");
        if (questions.decide(question, decision)) {
            tally.decided(question, decision);
        }
    }

    private void remind(Desk here, Question question) throws MessagingException, MailRepositoryStoreException {
        Mail mail = repository(question.mail().repository()).retrieve(key(question));
        if (mail != null) {
            try {
                write(here, mail, question, true);
            } finally {
                LifecycleUtil.dispose(mail);
            }
        }
        questions.reminded(question);
    }

    private void release(Desk here, Question question) throws MessagingException, MailRepositoryStoreException {
        MailRepository repository = repository(question.mail().repository());
        Mail mail = repository.retrieve(key(question));
        if (mail == null) {
            // Who else let it go meanwhile has noted that before removing it.
            if (questions.find(question.id()).flatMap(Question::carriedOut).isEmpty()) {
                giveUp(here, question);
            }
            return;
        }
        try {
            String release = newRelease();
            new ReleaseMark(question.id(), release).put(mail);
            // On the mail before it is in the spool: what the store has is deleted after that.
            questions.phone(question).ifPresent(number -> PhoneTrigger.note(mail, number));
            // Another name, so that it can be held again.
            mail.setName(mail.getName() + "-" + release);
            mail.setState(here.processor());
            queues.createQueue(MailQueueFactory.SPOOL).enQueue(mail);
        } finally {
            LifecycleUtil.dispose(mail);
        }
        questions.carriedOut(question);
        repository.remove(key(question));
    }

    private void giveUp(Desk here, Question question) throws MessagingException {
        LOGGER.error(
                "The held mail {} of {} is not in {} any more: somebody removed it, or released it by hand. What was"
                        + " decided ({}) is not carried out.",
                question.mail().mailName(),
                question.mail().sender(),
                question.mail().repository(),
                question.state());
        here.posts().make().tellGone(here.context(), question);
        questions.gone(question);
    }

    private String newRelease() {
        byte[] bytes = new byte[RELEASE_BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static MailKey key(Question question) {
        return new MailKey(question.mail().mailName());
    }

    private MailRepository repository(String url) throws MailRepositoryStoreException {
        return repositories.select(MailRepositoryUrl.from(url));
    }

    private interface Work {
        void on(Question question) throws MessagingException, MailRepositoryStoreException;
    }

    /** What fails for one question must not keep the others waiting; it is tried again. */
    private static void attempt(String what, Question question, Work work) {
        try {
            work.on(question);
        } catch (MessagingException | MailRepositoryStoreException | RuntimeException e) {
            LOGGER.error(
                    "Cannot {} the question {} about mail {}; it is tried again",
                    what,
                    question.id(),
                    question.mail().mailName(),
                    e);
        }
    }
}
