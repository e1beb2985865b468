package org.siegel.mailets.delivery;

import jakarta.mail.MessagingException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.apache.james.core.MailAddress;
import org.apache.james.lifecycle.api.LifecycleUtil;
import org.apache.james.queue.api.MailQueue;
import org.apache.james.queue.api.MailQueue.MailQueueException;
import org.apache.james.queue.api.MailQueue.MailQueueItem;
import org.apache.james.queue.api.MailQueue.MailQueueItem.CompletionStatus;
import org.apache.mailet.Mail;
import org.apache.mailet.MailetContext;
import org.siegel.matchers.FullDisk;
import org.siegel.matchers.MailDecisions;
import org.siegel.store.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Works off the outgoing queue. A mail leaves the queue only after what follows for each of its recipients is safe
 * elsewhere, so a crash in between repeats a step and loses nothing.
 */
public final class OutgoingQueue implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(OutgoingQueue.class);
    private static final int IN_HAND = 12_000;
    private static final int CONNECTIONS = 512;

    /** So many mails may be delivered and not yet recorded beside those that have a connection: a crash repeats them. */
    private static final int AHEAD_OF_THEIR_RECORD = 50;

    private static final Duration OWN_FAULT = Duration.ofMinutes(15);
    private static final Duration DATABASE_AWAY = Duration.ofMinutes(1);
    private static final Duration DRAIN = Duration.ofSeconds(20);

    private final DeliveryParameters parameters;
    private final MailQueue queue;
    private final MailetContext context;
    private final Attempts outgoing;
    private final RandomGenerator random;
    private final Lanes lanes = new Lanes(IN_HAND, System::nanoTime);
    private final Connections connections = new Connections(CONNECTIONS);
    private final Semaphore unrecorded = new Semaphore(AHEAD_OF_THEIR_RECORD);
    private final Semaphore inHand = new Semaphore(Integer.MAX_VALUE);
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("siegel-outgoing").daemon().factory());
    private final QueueConsumer consumer;

    /** Who delivers. */
    interface Attempts {

        /**
         * Makes one attempt for a mail.
         *
         * @return records the attempt when it is asked for the next steps
         */
        OutgoingMail.Attempted attempt(Mail mail) throws IOException, MessagingException;

        /** Ends connections that nobody needs any more. */
        void endIdle();
    }

    OutgoingQueue(
            DeliveryParameters parameters,
            MailQueue queue,
            MailetContext context,
            Attempts outgoing,
            RandomGenerator random) {
        this.parameters = parameters;
        this.queue = queue;
        this.context = context;
        this.outgoing = outgoing;
        this.random = random;
        this.consumer = new QueueConsumer(
                queue, IN_HAND, Thread.ofVirtual().name("siegel-delivery-", 0).factory(), timer, this::handle);
    }

    /** Begins to deliver. */
    public void start() {
        consumer.start();
    }

    private void handle(MailQueueItem item) {
        inHand.acquireUninterruptibly();
        Mail mail = item.getMail();
        try {
            deliver(mail);
            item.done(CompletionStatus.SUCCESS);
        } catch (Exception e) {
            // Our own fault, or the disk's: never the sender's. The mail stays, the operator is told.
            Duration pause = e instanceof StoreException away && away.mayPass() ? DATABASE_AWAY : OWN_FAULT;
            LOGGER.error(
                    "Delivery of mail {} failed on this side and is tried again in {} min; the mail is kept",
                    mail.getName(),
                    pause.toMinutes(),
                    e);
            keep(item, mail, pause);
        } finally {
            LifecycleUtil.dispose(mail);
            inHand.release();
        }
    }

    private void keep(MailQueueItem item, Mail mail, Duration pause) {
        try {
            FullDisk.outlast(mail.getName(), () -> queue.enQueue(mail, pause));
            item.done(CompletionStatus.SUCCESS);
        } catch (MessagingException e) {
            LOGGER.error("Mail {} could not be put back; the queue keeps it as not yet taken", mail.getName(), e);
            giveBack(item, mail);
        }
    }

    private static void giveBack(MailQueueItem item, Mail mail) {
        try {
            item.done(CompletionStatus.RETRY);
        } catch (MailQueueException e) {
            LOGGER.error("Mail {} comes back when the server is started again", mail.getName(), e);
        }
    }

    private void deliver(Mail mail) throws Exception {
        if (mail.getRecipients().isEmpty()) {
            LOGGER.warn(
                    "Mail {} in the queue {} has no recipients; nothing is left to do",
                    mail.getName(),
                    queue.getName());
            return;
        }
        String destination = mail.getRecipients().iterator().next().getDomain().asString();
        switch (lanes.enter(destination)) {
            case Lanes.Full(Duration after) ->
                FullDisk.outlast(mail.getName(), () -> queue.enQueue(mail, jittered(after)));
            case Lanes.Place place -> {
                try (place) {
                    deliver(mail, destination);
                }
            }
        }
    }

    /** The connection is free for the next mail before this one's attempt is recorded, unless many wait for that already. */
    private void deliver(Mail mail, String destination) throws Exception {
        connections.acquire(destination);
        boolean isAhead = false;
        try {
            OutgoingMail.Attempted attempted = outgoing.attempt(mail);
            isAhead = unrecorded.tryAcquire();
            if (isAhead) {
                connections.release(destination);
            }
            follow(mail, attempted.next());
        } finally {
            if (isAhead) {
                unrecorded.release();
            } else {
                connections.release(destination);
            }
        }
    }

    /** If one step fails, the mail as a whole is tried again: that may repeat what was done, and forgets nobody. */
    private void follow(Mail mail, NextSteps steps) throws MessagingException {
        AfterAttempt after = parameters.after();
        Optional<SealedMark> mark = SealedMark.of(mail);
        if (!steps.failed().isEmpty()) {
            hand(mail, steps.failed(), "-failed", after.bounce(), copy -> {
                if (steps.isContainerMeant()) {
                    mark.ifPresent(one -> RefusedContainers.note(copy, one));
                }
            });
        }
        if (!steps.fallback().isEmpty()) {
            hand(mail, steps.fallback(), "-fallback", after.fallback(), MailDecisions::exhaust);
        }
        if (!steps.refused().isEmpty() && after.refused().isPresent() && mark.isPresent()) {
            hand(
                    mail,
                    steps.refused(),
                    "-refused",
                    after.refused().get(),
                    copy -> RefusedContainers.note(copy, mark.get()));
        }
        Optional<String> afterSuccess = after.success(MailDecisions.sealed(mail).isPresent());
        if (!steps.delivered().isEmpty() && afterSuccess.isPresent()) {
            hand(mail, steps.delivered(), "-delivered", afterSuccess.get(), _copy -> {});
        }
        if (!steps.relayed().isEmpty() && after.relayed().isPresent()) {
            hand(mail, steps.relayed(), "-relayed", after.relayed().get(), _copy -> {});
        }
        if (!steps.delayed().isEmpty() && after.delayed().isPresent()) {
            hand(mail, steps.delayed(), "-delayed", after.delayed().get(), _copy -> {});
        }
        if (!steps.waiting().isEmpty()) {
            mail.setRecipients(steps.waiting());
            FullDisk.outlast(mail.getName(), () -> queue.enQueue(mail, jittered(steps.delay())));
        }
    }

    private void hand(Mail mail, List<MailAddress> recipients, String suffix, String processor, Consumer<Mail> marking)
            throws MessagingException {
        Mail copy = mail.duplicate();
        try {
            copy.setName(mail.getName() + suffix);
            copy.setRecipients(recipients);
            AttemptState.clear(copy);
            marking.accept(copy);
            FullDisk.outlast(copy.getName(), () -> context.sendMail(copy, processor));
        } finally {
            LifecycleUtil.dispose(copy);
        }
    }

    /** Up to a tenth more, so that what failed together does not come back together. */
    private Duration jittered(Duration delay) {
        return delay.plusMillis(random.nextLong(delay.toMillis() / 10 + 1));
    }

    /** Takes no more and waits a while for what is in hand; the rest comes back at the next start. */
    @Override
    public void close() {
        consumer.close();
        try {
            if (!inHand.tryAcquire(Integer.MAX_VALUE, DRAIN.toSeconds(), TimeUnit.SECONDS)) {
                LOGGER.info("Stopping with deliveries under way; they are tried again at the next start");
            }
        } catch (InterruptedException _stopNow) {
            Thread.currentThread().interrupt();
        }
        timer.shutdownNow();
        outgoing.endIdle();
    }
}
