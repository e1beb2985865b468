package org.siegel.mailets.delivery;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.james.queue.api.MailQueue;
import org.apache.james.queue.api.MailQueue.MailQueueItem;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes mails from a James queue, each into a virtual thread of its own, and never more than a bounded number at a time.
 * A queue that fails is subscribed to again.
 */
final class QueueConsumer implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(QueueConsumer.class);
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final MailQueue queue;
    private final int inHand;
    private final ThreadFactory threads;
    private final ScheduledExecutorService timer;
    private final Consumer<MailQueueItem> work;
    private volatile boolean isClosed;
    private volatile @Nullable Subscription subscription;

    QueueConsumer(
            MailQueue queue,
            int inHand,
            ThreadFactory threads,
            ScheduledExecutorService timer,
            Consumer<MailQueueItem> work) {
        this.queue = queue;
        this.inHand = inHand;
        this.threads = threads;
        this.timer = timer;
        this.work = work;
    }

    void start() {
        queue.deQueue().subscribe(new Taking());
    }

    /** Takes no more; what is in hand goes on. */
    @Override
    public void close() {
        isClosed = true;
        Subscription current = subscription;
        if (current != null) {
            current.cancel();
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // what fails there is reported to onError
    private void again() {
        if (!isClosed) {
            timer.schedule(this::start, PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private final class Taking implements Subscriber<MailQueueItem> {

        @Override
        public void onSubscribe(Subscription newSubscription) {
            subscription = newSubscription;
            newSubscription.request(inHand);
        }

        @Override
        public void onNext(MailQueueItem item) {
            threads.newThread(() -> {
                        try {
                            work.accept(item);
                        } finally {
                            requestOne();
                        }
                    })
                    .start();
        }

        private void requestOne() {
            Subscription current = subscription;
            if (current != null && !isClosed) {
                current.request(1);
            }
        }

        @Override
        public void onError(Throwable failure) {
            LOGGER.error(
                    "The mail queue {} failed; it is asked again in {} s", queue.getName(), PAUSE.toSeconds(), failure);
            again();
        }

        @Override
        public void onComplete() {
            again();
        }
    }
}
