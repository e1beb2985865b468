package org.siegel.gateway.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.apache.james.queue.api.MailQueue;
import org.apache.james.queue.api.MailQueueName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One domain that does not answer must not hold up all others: waiting mails never stand in the way of fresh ones. */
class StarvationTest {

    private static final MailQueueName OUTGOING = MailQueueName.of("outgoing");
    private static final Duration AN_HOUR = Duration.ofHours(1);
    private static final Duration SECONDS = Duration.ofSeconds(20);

    @TempDir
    private Path folder;

    @Test
    void freshMailsPassFiveThousandWaitingOnesBeforeAndAfterARestart() throws Exception {
        try (var queues = TestMails.open(folder)) {
            var queue = queues.createQueue(OUTGOING);
            fill(queue, "waiting", 5_000, AN_HOUR);
            assertFreshOnesPass(queue, "first");
            queues.drain(Duration.ZERO);
        }
        try (var queues = TestMails.open(folder)) {
            var queue = queues.createQueue(OUTGOING);
            assertThat(queue.getSize()).isEqualTo(5_000);
            assertFreshOnesPass(queue, "second");
            assertThat(queue.getSize()).isEqualTo(5_000);
            queues.drain(Duration.ZERO);
        }
    }

    @Test
    void freshAndWaitingMailsMayComeInTurns() throws Exception {
        try (var queues = TestMails.open(folder)) {
            var queue = queues.createQueue(OUTGOING);
            try (var taking = new Taking(queue, 5, 200)) {
                for (var i = 0; i < 200; i++) {
                    queue.enQueue(TestMails.mail("waiting" + i), AN_HOUR);
                    queue.enQueue(TestMails.mail("fresh" + i));
                }
                assertThat(taking.await(SECONDS)).hasSize(200).allMatch(name -> name.startsWith("fresh"));
            }
            assertThat(queue.getSize()).isEqualTo(200);
            queues.drain(Duration.ZERO);
        }
    }

    @Test
    void waitingMailsComeInTheOrderOfTheirTimeAsSoonAsItHasCome() throws Exception {
        var clock = new SettableClock();
        try (var queues = TestMails.open(folder, clock)) {
            var queue = queues.createQueue(OUTGOING);
            queue.enQueue(TestMails.mail("in two hours"), AN_HOUR.multipliedBy(2));
            queue.enQueue(TestMails.mail("in an hour"), AN_HOUR);
            queue.enQueue(TestMails.mail("in three hours"), AN_HOUR.multipliedBy(3));
            clock.forward(AN_HOUR.multipliedBy(2));
            try (var taking = new Taking(queue, 1, 2)) {
                assertThat(taking.await(SECONDS)).containsExactly("in an hour", "in two hours");
                assertThat(queue.getSize()).isEqualTo(1);
            }
            queues.drain(Duration.ZERO);
        }
    }

    @Test
    void mailsThatComeBackTogetherTakeTurnsWithFreshOnes() throws Exception {
        var clock = new SettableClock();
        try (var queues = TestMails.open(folder, clock)) {
            var queue = queues.createQueue(OUTGOING);
            fill(queue, "back", 400, AN_HOUR);
            clock.forward(AN_HOUR);
            fill(queue, "fresh", 60, Duration.ZERO);
            try (var taking = new Taking(queue, 1, 460)) {
                var taken = taking.await(SECONDS);
                assertThat(taken.subList(0, 80))
                        .filteredOn(name -> name.startsWith("fresh"))
                        .hasSize(60);
                assertThat(taken.subList(0, 80))
                        .filteredOn(name -> name.startsWith("back"))
                        .hasSize(20);
                assertThat(taken).doesNotHaveDuplicates();
            }
            queues.drain(Duration.ZERO);
        }
    }

    private static void assertFreshOnesPass(MailQueue queue, String name) throws Exception {
        fill(queue, name, 200, Duration.ZERO);
        try (var taking = new Taking(queue, 20, 200)) {
            assertThat(taking.await(SECONDS))
                    .hasSize(200)
                    .doesNotHaveDuplicates()
                    .allMatch(taken -> taken.startsWith(name));
        }
    }

    private static void fill(MailQueue queue, String name, int count, Duration delay) throws Exception {
        try (var threads = Executors.newFixedThreadPool(8)) {
            var jobs = new ArrayList<Callable<Boolean>>();
            IntStream.range(0, count)
                    .forEach(i -> jobs.add(() -> {
                        queue.enQueue(TestMails.mail(name + i), delay);
                        return true;
                    }));
            for (var job : threads.invokeAll(jobs)) {
                assertThat(job.get()).isTrue();
            }
        }
    }
}
