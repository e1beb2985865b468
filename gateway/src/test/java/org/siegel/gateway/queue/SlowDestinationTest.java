package org.siegel.gateway.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.james.core.MailAddress;
import org.apache.james.queue.api.MailQueue;
import org.apache.james.queue.api.MailQueue.MailQueueItem;
import org.apache.james.queue.api.MailQueue.MailQueueItem.CompletionStatus;
import org.apache.james.queue.api.MailQueueName;
import org.apache.james.queue.api.ManageableMailQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;

/** Whoever takes many mails at a time is not given one destination's only; and whatever stands aside comes in its turn. */
class SlowDestinationTest {

    private static final MailQueueName OUTGOING = MailQueueName.of("outgoing");
    private static final Duration SECONDS = Duration.ofSeconds(20);
    private static final int MANY = 1_000;

    /** A thirty-second of what he can still take. */
    private static final int OF_ONE = 31;

    @TempDir
    private Path folder;

    private final SettableClock clock = new SettableClock();
    private FileMailQueueFactory queues;
    private FileMailQueue queue;

    @BeforeEach
    void open() throws Exception {
        queues = TestMails.open(folder, clock);
        queue = queues.createQueue(OUTGOING);
    }

    @AfterEach
    void close() {
        queues.drain(Duration.ZERO);
        queues.close();
    }

    @Test
    void aSlowDestinationDoesNotTakeAllHandsAndItsMailsComeInTheirOrder() throws Exception {
        fill("slow", 200);
        fill("other", 1);
        try (var hands = new Hands(queue, MANY)) {
            var slow = hands.awaitFrom("slow", "other0");
            assertThat(slow).hasSizeBetween(OF_ONE - 2, OF_ONE);
            assertThat(queue.getSize()).isEqualTo(201);

            var order = new ArrayList<String>();
            while (order.size() < 200) {
                var item = slow.isEmpty() ? hands.next() : slow.removeFirst();
                order.add(item.getMail().getName());
                item.done(CompletionStatus.SUCCESS);
            }
            assertThat(order).containsExactlyElementsOf(names("slow", 200));
            assertThat(queue.getSize()).isEqualTo(1);
        }
    }

    @Test
    void afterARestartTooWhenNobodyKnowsYetWhereMailsGo() throws Exception {
        fill("slow", 200);
        fill("other", 1);
        close();
        open();
        try (var hands = new Hands(queue, MANY)) {
            var slow = hands.awaitFrom("slow", "other0");
            assertThat(slow).hasSizeBetween(OF_ONE - 2, OF_ONE);
            var count = 0;
            while (count < 200) {
                (slow.isEmpty() ? hands.next() : slow.removeFirst()).done(CompletionStatus.SUCCESS);
                count++;
            }
            assertThat(queue.getSize()).isEqualTo(1);
        }
    }

    @Test
    void aHundredSlowDestinationsLeaveRoomForTheNext() throws Exception {
        for (var i = 0; i < 100; i++) {
            fill("slow" + i + "x", 20);
        }
        fill("other", 1);
        try (var hands = new Hands(queue, MANY)) {
            hands.awaitFrom("slow", "other0");
        }
    }

    @Test
    void whoTakesFewTakesThemAsTheyCome() throws Exception {
        fill("slow", 200);
        try (var hands = new Hands(queue, 100)) {
            for (var name : names("slow", 100)) {
                assertThat(hands.next().getMail().getName()).isEqualTo(name);
            }
        }
    }

    @Test
    void whatWaitedAndWhatWasPutBackComesToo() throws Exception {
        fill("slow", 100, Duration.ofHours(1));
        clock.forward(Duration.ofHours(1));
        try (var hands = new Hands(queue, MANY)) {
            var again = hands.next();
            again.done(CompletionStatus.RETRY);
            var done = new ArrayList<String>();
            while (done.size() < 100) {
                var item = hands.next();
                done.add(item.getMail().getName());
                item.done(CompletionStatus.SUCCESS);
            }
            assertThat(done).containsExactlyInAnyOrderElementsOf(names("slow", 100));
            assertThat(queue.getSize()).isZero();
        }
    }

    @Test
    void anAdministratorSeesAndRemovesWhatStandsAside() throws Exception {
        fill("slow", 200);
        fill("other", 1);
        try (var hands = new Hands(queue, MANY)) {
            var slow = hands.awaitFrom("slow", "other0");
            assertThat(queue.browse()).toIterable().hasSize(200 - slow.size());
            assertThat(queue.remove(ManageableMailQueue.Type.Name, "slow199")).isEqualTo(1);
            assertThat(queue.clear()).isEqualTo(199 - slow.size());
            for (var item : slow) {
                item.done(CompletionStatus.SUCCESS);
            }
            assertThat(queue.getSize()).isEqualTo(1);
        }
    }

    /** What was called and is then removed must not be the last that was called. */
    @Test
    void aMailThatGoesWhileItStandsAsideHoldsUpNobody() throws Exception {
        fill("slow", 200);
        fill("other", 1);
        try (var hands = new Hands(queue, MANY)) {
            var slow = hands.awaitFrom("slow", "other0");
            for (var i = slow.size(); i < 199; i += 2) {
                assertThat(queue.remove(ManageableMailQueue.Type.Name, "slow" + i))
                        .isEqualTo(1);
            }
            while (queue.getSize() > 1) {
                (slow.isEmpty() ? hands.next() : slow.removeFirst()).done(CompletionStatus.SUCCESS);
            }
        }
    }

    private void fill(String domain, int count) throws Exception {
        fill(domain, count, Duration.ZERO);
    }

    private void fill(String domain, int count, Duration delay) throws Exception {
        for (var name : names(domain, count)) {
            var mail = TestMails.mail(name);
            mail.setRecipients(List.of(new MailAddress("a@" + domain + ".test")));
            queue.enQueue(mail, delay);
        }
    }

    private static List<String> names(String prefix, int count) {
        return IntStream.range(0, count).mapToObj(i -> prefix + i).toList();
    }

    /** Has so many mails at a time, and keeps each until it is said to be done. */
    private static final class Hands implements AutoCloseable {

        private final BlockingQueue<MailQueueItem> items = new LinkedBlockingQueue<>();
        private final BaseSubscriber<MailQueueItem> subscriber;

        Hands(MailQueue queue, int atATime) {
            this.subscriber = new BaseSubscriber<>() {
                @Override
                protected void hookOnSubscribe(Subscription subscription) {
                    subscription.request(atATime);
                }

                @Override
                protected void hookOnNext(MailQueueItem item) {
                    items.add(item);
                }
            };
            queue.deQueue().subscribe(subscriber);
        }

        MailQueueItem next() throws InterruptedException {
            subscriber.request(1);
            return poll();
        }

        private MailQueueItem poll() throws InterruptedException {
            var item = items.poll(SECONDS.toMillis(), TimeUnit.MILLISECONDS);
            assertThat(item).as("a mail that stands aside must come").isNotNull();
            return item;
        }

        /** Those that came before this one, which stands behind them all; each is of that name. */
        List<MailQueueItem> awaitFrom(String prefix, String last) throws InterruptedException {
            var before = new ArrayList<MailQueueItem>();
            for (var item = poll(); !item.getMail().getName().equals(last); item = poll()) {
                assertThat(item.getMail().getName()).startsWith(prefix);
                before.add(item);
            }
            return before;
        }

        @Override
        public void close() {
            subscriber.cancel();
        }
    }
}
