package org.siegel.gateway.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.james.lifecycle.api.LifecycleUtil;
import org.apache.james.queue.api.MailQueue;
import org.apache.james.queue.api.MailQueue.MailQueueException;
import org.apache.james.queue.api.MailQueue.MailQueueItem;
import org.apache.james.queue.api.MailQueue.MailQueueItem.CompletionStatus;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Takes mails as James's spooler does: so many at a time, each on a thread of a pool, each said to be done. */
final class Taking implements AutoCloseable {

    private final List<String> names = new CopyOnWriteArrayList<>();
    private final CountDownLatch expected;
    private final Scheduler threads;
    private final Disposable subscription;

    Taking(MailQueue queue, int atATime, int expected) {
        this.expected = new CountDownLatch(expected);
        this.threads = Schedulers.newBoundedElastic(atATime + 1, Integer.MAX_VALUE, "taking");
        this.subscription = Flux.from(queue.deQueue())
                .flatMap(item -> Mono.fromRunnable(() -> process(item)).subscribeOn(threads), atATime)
                .subscribe();
    }

    private void process(MailQueueItem item) {
        try {
            assertThat(item.getMail().getMessage().getSize()).isPositive();
            names.add(item.getMail().getName());
            item.done(CompletionStatus.SUCCESS);
        } catch (MailQueueException e) {
            throw new IllegalStateException(e);
        } catch (javax.mail.MessagingException e) {
            throw new IllegalArgumentException(e);
        } finally {
            LifecycleUtil.dispose(item.getMail());
            expected.countDown();
        }
    }

    List<String> await(Duration atMost) throws InterruptedException {
        assertThat(expected.await(atMost.toMillis(), TimeUnit.MILLISECONDS))
                .as("%d mails are missing after %s; %d came", expected.getCount(), atMost, names.size())
                .isTrue();
        return names;
    }

    @Override
    public void close() {
        subscription.dispose();
        threads.dispose();
    }
}
