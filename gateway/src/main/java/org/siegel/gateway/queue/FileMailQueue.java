package org.siegel.gateway.queue;

import static java.util.function.Predicate.isEqual;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import javax.mail.MessagingException;
import org.apache.james.core.MailAddress;
import org.apache.james.lifecycle.api.LifecycleUtil;
import org.apache.james.metrics.api.Metric;
import org.apache.james.metrics.api.MetricFactory;
import org.apache.james.queue.api.MailPrioritySupport;
import org.apache.james.queue.api.MailQueueItemDecoratorFactory;
import org.apache.james.queue.api.MailQueueName;
import org.apache.james.queue.api.ManageableMailQueue;
import org.apache.james.server.core.MailImpl;
import org.apache.mailet.AttributeUtils;
import org.apache.mailet.Mail;
import org.reactivestreams.Publisher;
import org.siegel.gateway.mailfile.UnreadableMailException;
import org.siegel.gateway.queue.Line.Standing;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A mail queue of James whose mails are files: {@link QueueFolder} keeps them, {@link Line} orders them.
 *
 * <p>{@code enQueue} returns when the mail is on the disk. A mail that was taken is nobody else's until it is
 * {@linkplain QueuedMail#done done}; if the process ends before that, the next start has it in the queue again. Safe for
 * any number of threads and subscribers.
 */
public final class FileMailQueue implements ManageableMailQueue {

    private static final Logger LOGGER = LoggerFactory.getLogger(FileMailQueue.class);

    /** After the disk failed to answer for a mail. */
    private static final Duration REST_AFTER_FAILURE = Duration.ofSeconds(30);

    private final MailQueueName name;
    private final QueueFolder folder;
    private final Line line;
    private final Clock clock;
    private final OnwardClock time;
    private final AtomicLong lastNumber;
    private final MailQueueItemDecoratorFactory decorators;
    private final MetricFactory metrics;
    private final Metric enqueued;
    private final Metric dequeued;

    FileMailQueue(
            MailQueueName name,
            QueueFolder folder,
            Clock clock,
            MailQueueItemDecoratorFactory decorators,
            MetricFactory metrics)
            throws IOException {
        this.name = name;
        this.folder = folder;
        this.clock = clock;
        this.time = new OnwardClock(clock);
        this.line = new Line(time);
        this.decorators = decorators;
        this.metrics = metrics;
        this.enqueued = metrics.generate(ENQUEUED_METRIC_NAME_PREFIX + name.asString());
        this.dequeued = metrics.generate(DEQUEUED_METRIC_NAME_PREFIX + name.asString());
        var found = folder.recover();
        line.joinAll(found.stream().map(this::standing).toList());
        var highest = found.stream().mapToLong(Place::number).max().orElse(0);
        // The clock too, so that a number is not used again for a file that was set aside and forgotten.
        this.lastNumber = new AtomicLong(Math.max(highest, clock.millis() * 1_000_000));
    }

    @Override
    public MailQueueName getName() {
        return name;
    }

    @Override
    public void enQueue(Mail mail) throws MailQueueException {
        put(mail, Duration.ZERO);
    }

    @Override
    public void enQueue(Mail mail, Duration delay) throws MailQueueException {
        put(mail, delay);
    }

    @Override
    public Publisher<Void> enqueueReactive(Mail mail) {
        return Mono.fromCallable(() -> {
                    put(mail, Duration.ZERO);
                    return Optional.empty();
                })
                .then();
    }

    /** Each subscriber gets each mail at most once, and no mail goes to two of them. Nothing is taken before it is asked for. */
    @Override
    public Flux<MailQueueItem> deQueue() {
        return Flux.<MailQueueItem>from(subscriber -> new Delivery(this, subscriber).start())
                .map(item -> decorators.decorate(item, name));
    }

    /** The next readable mail; empty when none is wanted any more. */
    Optional<QueuedMail> take(Line.Taker taker) {
        while (true) {
            var next = line.take(taker);
            if (next.isEmpty()) {
                return Optional.empty();
            }
            var place = next.get();
            var mail = read(place);
            if (mail.isEmpty()) {
                continue;
            }
            if (place.destination() == null) {
                place = place.to(destination(mail.get()));
                if (!line.keep(place, taker)) {
                    LifecycleUtil.dispose(mail.get());
                    continue;
                }
            }
            dequeued.increment();
            return Optional.of(new QueuedMail(mail.get(), place, folder, line, time));
        }
    }

    void wakeAll() {
        line.wakeAll();
    }

    void stopHandingOut() {
        line.close();
    }

    /** How many are in hand when none is left or the time is over. */
    int awaitHandsEmpty(Duration atMost) {
        return line.awaitHandsEmpty(atMost);
    }

    @Override
    public long getSize() {
        return line.size();
    }

    @Override
    public long flush() throws MailQueueException {
        long count = 0;
        for (var standing : line.standing()) {
            if (standing.until() > time.millis() && line.withdraw(standing)) {
                makeDue(standing);
                count++;
            }
        }
        return count;
    }

    @Override
    public long clear() throws MailQueueException {
        return removeIf(place -> true);
    }

    @Override
    public long remove(Type type, String value) throws MailQueueException {
        Predicate<Mail> concerned = switch (type) {
            case Name -> mail -> mail.getName().equals(value);
            case Sender -> mail -> mail.getMaybeSender().asString().equals(value);
            case Recipient ->
                mail -> mail.getRecipients().stream().map(MailAddress::asString).anyMatch(isEqual(value));
        };
        return removeIf(place -> envelope(place).filter(concerned).isPresent());
    }

    @Override
    public MailQueueIterator browse() {
        return new Browsing(line.standing().iterator(), this::view);
    }

    /** How many mails lie aside because only a human can help them. */
    long setAside() throws IOException {
        return folder.setAside();
    }

    /** James closes a queue that others still use; the {@linkplain FileMailQueueFactory factory} ends it. */
    @Override
    public void close() {}

    void end() {
        folder.close();
    }

    private void put(Mail mail, Duration delay) throws MailQueueException {
        var took = metrics.timer(ENQUEUED_TIMER_METRIC_NAME_PREFIX + name.asString());
        var place = new Place(after(delay, clock.millis()), priority(mail), lastNumber.incrementAndGet())
                .to(destination(mail));
        try {
            folder.write(place, mail);
        } catch (IOException | MessagingException | RuntimeException e) {
            throw new MailQueueException("Mail " + mail.getName() + " cannot be written to the queue in " + folder, e);
        } finally {
            took.stopAndPublish();
        }
        enqueued.increment();
        line.join(new Standing(place, after(delay, time.millis())));
    }

    /**
     * As it stood before a restart. No mail has more of its delay left than all of it; if the name of its file says so, the clock was set
     * back since it was written.
     */
    private Standing standing(Place place) {
        var now = time.millis();
        if (place.due() <= now) {
            return new Standing(place);
        }
        var delay =
                folder.writtenAt(place).map(written -> place.due() - written).orElse(-1L);
        // Files that were copied are younger than what they hold.
        return new Standing(place, delay < 0 ? place.due() : now + Math.min(place.due() - now, delay));
    }

    private static long after(Duration delay, long now) {
        if (delay.isNegative() || delay.isZero()) {
            return 0;
        }
        try {
            return Math.addExact(now, delay.toMillis());
        } catch (ArithmeticException e) {
            return Long.MAX_VALUE;
        }
    }

    private static int priority(Mail mail) {
        var wanted = AttributeUtils.getValueAndCastFromMail(mail, MailPrioritySupport.MAIL_PRIORITY, Integer.class)
                .orElse(MailPrioritySupport.NORMAL_PRIORITY);
        return Math.clamp(wanted, MailPrioritySupport.LOW_PRIORITY, MailPrioritySupport.HIGH_PRIORITY);
    }

    /** As James's remote delivery: a mail to several domains is on its way to that of its first recipient. */
    private static String destination(Mail mail) {
        return mail.getRecipients().stream()
                .findFirst()
                .map(recipient -> recipient.getDomain().asString())
                .orElse("");
    }

    private Optional<MailImpl> read(Place place) {
        try {
            return Optional.of(folder.read(place));
        } catch (UnreadableMailException e) {
            setAside(place, e);
        } catch (FileNotFoundException e) {
            LOGGER.warn(
                    "The file of a mail was removed from the queue in {} by somebody else: {}",
                    folder,
                    place.fileName());
            line.leave(place);
        } catch (IOException | RuntimeException e) {
            LOGGER.error(
                    "The disk does not answer for {} in {}; trying again in {}",
                    place.fileName(),
                    folder,
                    REST_AFTER_FAILURE,
                    e);
            line.join(new Standing(place, after(REST_AFTER_FAILURE, time.millis())));
        }
        return Optional.empty();
    }

    private void setAside(Place place, UnreadableMailException why) {
        try {
            var kept = folder.setAsideUnreadable(place);
            line.leave(place);
            LOGGER.error(
                    "An unreadable mail was set aside. It is kept as {}: repair it, move it up one folder and restart, or delete it",
                    kept,
                    why);
        } catch (IOException e) {
            LOGGER.error(
                    "An unreadable mail cannot be set aside and stays in the queue in {}: {}",
                    folder,
                    place.fileName(),
                    e);
            line.join(new Standing(place, after(REST_AFTER_FAILURE, time.millis())));
        }
    }

    private void makeDue(Standing standing) throws MailQueueException {
        var place = standing.place();
        var due = place.atOnce();
        try {
            folder.rename(place, due);
            line.join(new Standing(due));
        } catch (IOException e) {
            line.join(standing);
            throw new MailQueueException("A waiting mail in " + folder + " cannot be made due", e);
        }
    }

    private long removeIf(Predicate<Place> concerned) throws MailQueueException {
        long count = 0;
        for (var standing : line.standing()) {
            if (concerned.test(standing.place()) && line.withdraw(standing)) {
                remove(standing);
                count++;
            }
        }
        return count;
    }

    private void remove(Standing standing) throws MailQueueException {
        try {
            folder.delete(standing.place());
            line.leave(standing.place());
        } catch (IOException e) {
            line.join(standing);
            throw new MailQueueException("A mail cannot be removed from the queue in " + folder, e);
        }
    }

    /** Empty if the mail was taken meanwhile, or is not readable: then it shows when its turn comes. */
    private Optional<MailImpl> envelope(Place place) {
        try {
            return Optional.of(folder.readEnvelope(place));
        } catch (FileNotFoundException | NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException | UnreadableMailException e) {
            LOGGER.warn("A mail in the queue in {} cannot be shown: {}", folder, place.fileName(), e);
            return Optional.empty();
        }
    }

    private Optional<MailQueueItemView> view(Standing standing) {
        Optional<ZonedDateTime> due = standing.until() == 0 || standing.until() == Long.MAX_VALUE
                ? Optional.empty()
                : Optional.of(
                        Instant.ofEpochMilli(time.onTheClock(standing.until())).atZone(ZoneOffset.UTC));
        return envelope(standing.place()).map(mail -> new DefaultMailQueueItemView(mail, due));
    }
}
