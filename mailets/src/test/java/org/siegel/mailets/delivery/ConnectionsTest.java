package org.siegel.mailets.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConnectionsTest {

    private static final int MOST = 512;
    private static final Duration SECONDS = Duration.ofSeconds(20);

    private final Connections connections = new Connections(MOST);
    private final BlockingQueue<String> got = new LinkedBlockingQueue<>();
    private final List<Thread> asking = new ArrayList<>();

    @AfterEach
    void stop() {
        asking.forEach(Thread::interrupt);
    }

    @Test
    void oneDestinationHasTwentyAtATimeAndEachThatIsGivenBackGoesToTheNext() throws Exception {
        ask("a.test", 30);
        assertThat(await(20)).containsOnly("a.test");
        awaitWaiting(10);

        connections.release("a.test");
        assertThat(await(1)).containsExactly("a.test");
        awaitWaiting(9);
        assertThat(got).isEmpty();
    }

    /** Each with more mails than there are connections. */
    @Test
    void eightyDestinationsThatDoNotAnswerLeaveOneForTheNext() throws Exception {
        for (int i = 0; i < 80; i++) {
            ask("slow" + i + ".test", 25);
            awaitAsked();
        }
        got.clear();

        ask("other.test", 1);
        assertThat(await(1)).containsExactly("other.test");
    }

    @Test
    void whenAllAreTakenTheNextOnesGoToThoseWhoHaveNone() throws Exception {
        int destinations = 2 * MOST;
        for (int i = 0; i < destinations; i++) {
            ask(i + ".test", 1);
            awaitAsked();
        }
        List<String> first = await(MOST);
        ask(first.getFirst(), 1);
        awaitWaiting(destinations - MOST + 1);

        connections.release(first.getLast());
        assertThat(await(1)).containsExactly(MOST + ".test");
    }

    @Test
    void whoIsInterruptedWhileHeWaitsTakesNothingWithHim() throws Exception {
        ask("a.test", 20);
        await(20);
        ask("a.test", 1);
        awaitWaiting(1);
        asking.getLast().interrupt();
        assertThat(asking.getLast().join(SECONDS)).isTrue();

        ask("a.test", 1);
        awaitWaiting(1);
        connections.release("a.test");
        assertThat(await(1)).containsExactly("a.test");
    }

    @Test
    void noneIsLostAndNoneIsOneTooManyHoweverManyAskAtOnce() throws Exception {
        Connections few = new Connections(40);
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        List<Thread> threads = IntStream.range(0, 2_000)
                .mapToObj(i -> Thread.ofVirtual().start(() -> {
                    String destination = i % 7 + ".test";
                    try {
                        few.acquire(destination);
                        most.accumulateAndGet(now.incrementAndGet(), Math::max);
                        Thread.sleep(1);
                        now.decrementAndGet();
                        few.release(destination);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                }))
                .toList();
        for (Thread thread : threads) {
            assertThat(thread.join(SECONDS)).isTrue();
        }
        assertThat(most).hasValueLessThanOrEqualTo(40);
        assertThat(now).hasValue(0);
    }

    private void ask(String destination, int count) {
        for (int i = 0; i < count; i++) {
            asking.add(Thread.ofVirtual().start(() -> {
                try {
                    connections.acquire(destination);
                    got.add(destination);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }));
        }
    }

    private List<String> await(int count) throws InterruptedException {
        List<String> first = new ArrayList<>();
        while (first.size() < count) {
            String next = got.poll(SECONDS.toMillis(), TimeUnit.MILLISECONDS);
            assertThat(next).as("after " + first.size()).isNotNull();
            first.add(next);
        }
        return first;
    }

    /** Until everybody who asked has one or waits for it. */
    private void awaitAsked() throws InterruptedException {
        long end = System.nanoTime() + SECONDS.toNanos();
        while (asking.stream().anyMatch(ConnectionsTest::isOnItsWay)) {
            assertThat(System.nanoTime()).isLessThan(end);
            Thread.sleep(1);
        }
    }

    private void awaitWaiting(int count) throws InterruptedException {
        awaitAsked();
        assertThat(asking).filteredOn(Thread::isAlive).hasSize(count);
    }

    private static boolean isOnItsWay(Thread thread) {
        return thread.isAlive() && thread.getState() != Thread.State.WAITING;
    }
}
