package org.siegel.gateway.queue;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.james.queue.api.MailQueue.MailQueueException;
import org.apache.james.queue.api.MailQueue.MailQueueItem;
import org.apache.mailet.Mail;
import org.siegel.gateway.queue.Line.Standing;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A mail in hand. The first word on how it ended counts; later ones are not heard. */
final class QueuedMail implements MailQueueItem {

    private static final Logger LOGGER = LoggerFactory.getLogger(QueuedMail.class);

    /** A mail that is put back again and again must not keep the processor busy. */
    private static final Duration SHORTEST_REST = Duration.ofMillis(50);

    private static final Duration LONGEST_REST = Duration.ofSeconds(10);

    private static final int DOUBLINGS = 8;

    private final Mail mail;
    private final Place place;
    private final QueueFolder folder;
    private final Line line;
    private final OnwardClock time;
    private final AtomicBoolean isDone = new AtomicBoolean();

    QueuedMail(Mail mail, Place place, QueueFolder folder, Line line, OnwardClock time) {
        this.mail = mail;
        this.place = place;
        this.folder = folder;
        this.line = line;
        this.time = time;
    }

    @Override
    public Mail getMail() {
        return mail;
    }

    /**
     * {@code SUCCESS} removes the mail, {@code RETRY} puts it back as it was (at once the first time, then after a rest that
     * doubles from 50 milliseconds to 10 seconds), {@code REJECT} sets it aside for a human: James rejects what it could neither process nor store elsewhere.
     */
    @Override
    public void done(CompletionStatus status) throws MailQueueException {
        if (!isDone.compareAndSet(false, true)) {
            return;
        }
        switch (status) {
            case SUCCESS -> remove();
            case RETRY -> putBack();
            case REJECT -> setAside();
        }
    }

    /** Nobody looked at it: it stands in the line as before. */
    void giveBack() {
        if (isDone.compareAndSet(false, true)) {
            line.join(new Standing(place, Math.min(place.due(), time.millis())));
        }
    }

    private void remove() throws MailQueueException {
        try {
            folder.delete(place);
            line.leave(place);
        } catch (IOException e) {
            // It was processed: offering it once more would send it twice. The next start does, which the log must say.
            line.leave(place);
            throw new MailQueueException(
                    "Mail " + mail.getName() + " is done, but " + place.fileName() + " cannot be removed from " + folder
                            + "; delete it before the next start, or it is processed again",
                    e);
        }
    }

    private void putBack() {
        line.join(new Standing(
                place.afterAnotherAttempt(),
                time.millis() + restAfter(place.attempts()).toMillis()));
    }

    private static Duration restAfter(int attempts) {
        if (attempts == 0) {
            return Duration.ZERO;
        }
        var rest = SHORTEST_REST.multipliedBy(1L << Math.min(attempts - 1, DOUBLINGS));
        return rest.compareTo(LONGEST_REST) > 0 ? LONGEST_REST : rest;
    }

    private void setAside() throws MailQueueException {
        try {
            var kept = folder.setAsideRejected(place);
            line.leave(place);
            LOGGER.error(
                    "Mail {} could neither be processed nor stored. It is kept as {}: move it up one folder and restart, or delete it",
                    mail.getName(),
                    kept);
        } catch (IOException e) {
            line.join(new Standing(place, time.millis() + LONGEST_REST.toMillis()));
            throw new MailQueueException("Mail " + mail.getName() + " cannot be set aside in " + folder, e);
        }
    }
}
