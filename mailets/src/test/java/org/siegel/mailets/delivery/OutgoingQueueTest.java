package org.siegel.mailets.delivery;

import static org.apache.james.queue.api.MailQueue.MailQueueItem.CompletionStatus.RETRY;
import static org.apache.james.queue.api.MailQueue.MailQueueItem.CompletionStatus.SUCCESS;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.MessagingException;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.james.core.MailAddress;
import org.apache.james.queue.api.MailQueue.MailQueueException;
import org.apache.mailet.Mail;
import org.apache.mailet.base.test.FakeMail;
import org.apache.mailet.base.test.FakeMailContext;
import org.apache.mailet.base.test.FakeMailetConfig;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.siegel.mailets.delivery.RememberingQueue.PutBack;
import org.siegel.mailets.delivery.RememberingQueue.Said;

/** When a mail leaves the outgoing queue, where its recipients go, and who waits for whom. */
class OutgoingQueueTest {

    private static final Duration DELAY = Duration.ofMinutes(10);
    private static final int MANY = 10_000;
    private static final int OTHERS = 100;
    private static final int CONNECTIONS_OF_ONE_DESTINATION = 20;

    /** Half of all places; a few less while others are under way. */
    private static final int IN_HAND_OF_ONE_DESTINATION = 6_000;

    private final RememberingQueue queue = new RememberingQueue();
    private final FakeMailContext james = FakeMailContext.defaultContext();
    private OutgoingQueue outgoing;

    @AfterEach
    void close() {
        outgoing.close();
    }

    private void deliverBy(Attempt attempt) throws MessagingException {
        outgoing = new OutgoingQueue(
                DeliveryParameters.of(FakeMailetConfig.builder()
                        .setProperty("bounceProcessor", "bounces")
                        .setProperty("fallbackProcessor", "fallback")
                        .setProperty("onSuccess", "delivered")
                        .setProperty("delayedProcessor", "delayed")
                        .setProperty("relayedProcessor", "relayed")
                        .build()),
                queue,
                james,
                attempt,
                new Random(1));
        outgoing.start();
    }

    /** Somebody who delivers. */
    @FunctionalInterface
    private interface Attempt extends OutgoingQueue.Attempts {
        @Override
        default void endIdle() {}
    }

    private static Mail mail(String name, String... recipients) throws MessagingException {
        return FakeMail.builder()
                .name(name)
                .sender("anna@organisation.test")
                .recipients(recipients)
                .build();
    }

    private static NextSteps allDelivered(Mail mail) {
        return new NextSteps(
                List.copyOf(mail.getRecipients()),
                List.of(),
                List.of(),
                DELAY,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                false);
    }

    @Test
    void whatIsDoneLeavesTheQueue() throws Exception {
        queue.offer(mail("done", "a@a.test"));
        deliverBy(mail -> () -> allDelivered(mail));

        assertThat(queue.nextSaid()).isEqualTo(new Said("done", SUCCESS));
        assertThat(queue.putBack()).isEmpty();
        assertThat(james.getSentMails())
                .extracting(sent -> sent.getState())
                .as("for whoever wants to know")
                .containsExactly("delivered");
    }

    @Test
    void eachRecipientGoesItsOwnWay() throws Exception {
        MailAddress delivered = new MailAddress("delivered@a.test");
        MailAddress waiting = new MailAddress("waiting@a.test");
        MailAddress fallback = new MailAddress("fallback@a.test");
        MailAddress failed = new MailAddress("failed@a.test");
        queue.offer(mail("split", "delivered@a.test", "waiting@a.test", "fallback@a.test", "failed@a.test"));
        deliverBy(_mail -> () -> new NextSteps(
                List.of(delivered),
                List.of(delivered),
                List.of(waiting),
                DELAY,
                List.of(waiting),
                List.of(fallback),
                List.of(),
                List.of(failed),
                false));

        assertThat(queue.nextSaid()).isEqualTo(new Said("split", SUCCESS));
        assertThat(queue.putBack()).singleElement().satisfies(again -> {
            assertThat(again.recipients()).containsExactly("waiting@a.test");
            assertThat(again.delay())
                    .as("with up to a tenth of jitter")
                    .isBetween(DELAY, DELAY.plus(DELAY.dividedBy(10)));
        });
        assertThat(james.getSentMails())
                .extracting(sent -> sent.getState(), sent -> Set.copyOf(sent.getRecipients()))
                .containsExactlyInAnyOrder(
                        Tuple.tuple("delivered", Set.of(delivered)),
                        Tuple.tuple("relayed", Set.of(delivered)),
                        Tuple.tuple("delayed", Set.of(waiting)),
                        Tuple.tuple("fallback", Set.of(fallback)),
                        Tuple.tuple("bounces", Set.of(failed)));
    }

    @Test
    void aFaultOfOursKeepsTheMailAndTellsNoSender() throws Exception {
        queue.offer(mail("kept", "a@a.test"));
        deliverBy(_mail -> {
            throw new IllegalStateException("a fault of ours");
        });

        assertThat(queue.nextSaid()).isEqualTo(new Said("kept", SUCCESS));
        assertThat(queue.putBack()).containsExactly(new PutBack("kept", List.of("a@a.test"), Duration.ofMinutes(15)));
        assertThat(james.getSentMails()).isEmpty();
    }

    @Test
    void whatCannotBePutBackStaysWhereItWas() throws Exception {
        queue.fail(new MailQueueException("the queue is broken"));
        queue.offer(mail("kept", "a@a.test"));
        deliverBy(_mail -> {
            throw new IllegalStateException("a fault of ours");
        });

        assertThat(queue.nextSaid()).isEqualTo(new Said("kept", RETRY));
    }

    /** Else whoever got it would get it again with every try. */
    @Test
    void aFullDiskDoesNotMakeAMailGoAgain() throws Exception {
        AtomicInteger attempts = new AtomicInteger();
        MailAddress waiting = new MailAddress("waiting@a.test");
        queue.fail(new MailQueueException("not written", new IOException("No space left on device")));
        queue.offer(mail("once", "delivered@a.test", "waiting@a.test"));
        deliverBy(_mail -> {
            attempts.incrementAndGet();
            return () -> {
                Thread.ofVirtual().start(() -> queue.fail(null));
                return new NextSteps(
                        List.of(),
                        List.of(),
                        List.of(waiting),
                        DELAY,
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        false);
            };
        });

        assertThat(queue.nextSaid()).isEqualTo(new Said("once", SUCCESS));
        assertThat(attempts).hasValue(1);
        assertThat(queue.putBack()).extracting(PutBack::recipients).containsExactly(List.of("waiting@a.test"));
    }

    @Test
    void aMailWithoutRecipientsIsAtItsEnd() throws Exception {
        queue.offer(mail("nobody"));
        deliverBy(_mail -> {
            throw new AssertionError("there is nothing to deliver");
        });

        assertThat(queue.nextSaid()).isEqualTo(new Said("nobody", SUCCESS));
        assertThat(queue.putBack()).isEmpty();
    }

    @Test
    void tenThousandMailsToADestinationThatDoesNotAnswerHoldUpNoOther() throws Exception {
        CountDownLatch answer = new CountDownLatch(1);
        AtomicInteger slow = new AtomicInteger();
        for (int i = 0; i < MANY; i++) {
            queue.offer(mail("slow", "a@slow.test"));
        }
        for (int i = 0; i < OTHERS; i++) {
            queue.offer(mail("other" + i, "a@other.test"));
        }
        deliverBy(mail -> {
            if (mail.getName().equals("slow")) {
                slow.incrementAndGet();
                awaitQuietly(answer);
            }
            return () -> allDelivered(mail);
        });

        Set<String> others = new HashSet<>();
        int deferred = 0;
        while (others.size() < OTHERS || deferred < MANY - IN_HAND_OF_ONE_DESTINATION) {
            Said next = queue.nextSaid();
            assertThat(next.status()).isEqualTo(SUCCESS);
            if (next.name().equals("slow")) {
                deferred++;
            } else {
                others.add(next.name());
            }
        }
        assertThat(slow).as("connections to it").hasValueLessThanOrEqualTo(CONNECTIONS_OF_ONE_DESTINATION);

        answer.countDown();
        IntStream.range(deferred, MANY)
                .forEach(_i -> assertThat(nextSaid().name()).isEqualTo("slow"));
        assertThat(queue.putBack())
                .as("come back later")
                .hasSizeBetween(MANY - IN_HAND_OF_ONE_DESTINATION, MANY - IN_HAND_OF_ONE_DESTINATION + OTHERS)
                .allSatisfy(again -> assertThat(again.delay()).isPositive());
    }

    private Said nextSaid() {
        try {
            return queue.nextSaid();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
