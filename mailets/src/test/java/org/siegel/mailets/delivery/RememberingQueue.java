package org.siegel.mailets.delivery;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.james.queue.api.MailQueue;
import org.apache.james.queue.api.MailQueueName;
import org.apache.mailet.Mail;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/** One of James's queues: hands out what is given to it, as many mails as are asked for, and remembers what is put back and what is said. */
final class RememberingQueue implements MailQueue {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final BlockingQueue<Mail> mails = new LinkedBlockingQueue<>();
    private final List<PutBack> putBack = new CopyOnWriteArrayList<>();
    private final BlockingQueue<Said> said = new LinkedBlockingQueue<>();
    private final Semaphore demand = new Semaphore(0);
    private volatile MailQueueException failure;
    private volatile boolean isOver;

    /** A mail that was put into the queue again, with its recipients at that moment. */
    record PutBack(String name, List<String> recipients, Duration delay) {}

    /** How a mail ended that was in hand. */
    record Said(String name, MailQueueItem.CompletionStatus status) {}

    void offer(Mail mail) {
        mails.add(mail);
    }

    /** Takes nothing from now on, and says that; {@code null} for taking again. */
    void fail(MailQueueException why) {
        failure = why;
    }

    List<PutBack> putBack() {
        return putBack;
    }

    /** Waits for the next that is said of a mail in hand. */
    Said nextSaid() throws InterruptedException {
        Said next = said.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("nothing was said of a mail in hand; put back so far: " + putBack.size());
        }
        return next;
    }

    @Override
    public MailQueueName getName() {
        return MailQueueName.of("outgoing");
    }

    @Override
    public void enQueue(Mail mail, Duration delay) throws MailQueueException {
        if (failure != null) {
            throw failure;
        }
        putBack.add(new PutBack(
                mail.getName(),
                mail.getRecipients().stream().map(one -> one.asString()).toList(),
                delay));
    }

    @Override
    public void enQueue(Mail mail) throws MailQueueException {
        enQueue(mail, Duration.ZERO);
    }

    @Override
    public Publisher<Void> enqueueReactive(Mail mail) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Publisher<MailQueueItem> deQueue() {
        return subscriber -> {
            subscriber.onSubscribe(new Subscription() {
                @Override
                public void request(long count) {
                    demand.release((int) count);
                }

                @Override
                public void cancel() {
                    isOver = true;
                }
            });
            Thread.ofVirtual().start(() -> hand(subscriber));
        };
    }

    private void hand(Subscriber<? super MailQueueItem> subscriber) {
        try {
            while (!isOver) {
                Mail mail = mails.take();
                demand.acquire();
                subscriber.onNext(new Item(mail));
            }
        } catch (InterruptedException e) {
            subscriber.onError(e);
        }
    }

    private final class Item implements MailQueueItem {
        private final Mail mail;

        Item(Mail mail) {
            this.mail = mail;
        }

        @Override
        public Mail getMail() {
            return mail;
        }

        @Override
        public void done(CompletionStatus status) {
            said.add(new Said(mail.getName(), status));
        }
    }

    @Override
    public void close() {}
}
