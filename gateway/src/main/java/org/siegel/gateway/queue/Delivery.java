package org.siegel.gateway.queue;

import org.apache.james.queue.api.MailQueue.MailQueueItem;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/**
 * Hands the mails of a queue to one subscriber, as many as it asked for (Reactive Streams 1.0.4 §3).
 *
 * <p>It has a thread of its own that nobody else interrupts, so that no mail is lost between the line and the subscriber.
 */
final class Delivery implements Subscription, Line.Taker, Runnable {

    /**
     * Who takes as many at a time has them wait for something, such as a connection, and one destination that is slow must not have all
     * that he can take. Whoever takes fewer works them off at once.
     */
    private static final long MANY = 1_000;

    /** Of what he can still take, for one destination: a hundred slow ones leave room for the next. */
    private static final long SHARE = 32;

    private final FileMailQueue queue;
    private final Subscriber<? super MailQueueItem> subscriber;
    private long demand;
    private boolean takesMany;
    private boolean isCancelled;

    Delivery(FileMailQueue queue, Subscriber<? super MailQueueItem> subscriber) {
        this.queue = queue;
        this.subscriber = subscriber;
    }

    void start() {
        subscriber.onSubscribe(this);
        Thread.ofPlatform().daemon().name("queue-" + queue.getName().asString()).start(this);
    }

    @Override
    public void request(long count) {
        if (count <= 0) {
            cancel();
            subscriber.onError(new IllegalArgumentException("Asked for " + count + " mails (Reactive Streams §3.9)"));
            return;
        }
        synchronized (this) {
            demand = demand + count < 0 ? Long.MAX_VALUE : demand + count;
            takesMany |= demand >= MANY;
            notifyAll();
        }
    }

    @Override
    public void cancel() {
        synchronized (this) {
            isCancelled = true;
            notifyAll();
        }
        queue.wakeAll();
    }

    @Override
    public void run() {
        while (takeDemand()) {
            var mail = queue.take(this);
            if (mail.isEmpty()) {
                return;
            }
            handOver(mail.get());
        }
    }

    private void handOver(QueuedMail mail) {
        if (isWanted()) {
            subscriber.onNext(mail);
        } else {
            mail.giveBack();
        }
    }

    @Override
    public synchronized boolean isWanted() {
        return !isCancelled;
    }

    @Override
    public synchronized long room() {
        return takesMany ? demand / SHARE : Long.MAX_VALUE;
    }

    private synchronized boolean takeDemand() {
        try {
            while (demand == 0 && !isCancelled) {
                wait();
            }
        } catch (InterruptedException e) {
            isCancelled = true;
            Thread.currentThread().interrupt();
        }
        if (demand != Long.MAX_VALUE) {
            demand--;
        }
        return !isCancelled;
    }
}
