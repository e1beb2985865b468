package org.siegel.gateway.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.ZonedDateTime;
import org.apache.james.queue.api.MailQueue.MailQueueItem.CompletionStatus;
import org.apache.james.queue.api.MailQueueName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Flux;

/** Somebody sets the clock: no mail waits for longer than it was to wait, and none comes again and again. */
class ClockJumpTest {

    private static final Duration SECONDS = Duration.ofSeconds(20);
    private static final Duration NONE = Duration.ofMillis(300);
    private static final Duration MINUTES = Duration.ofMinutes(5);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);

    @TempDir
    private Path folder;

    private final SettableClock clock = new SettableClock();
    private FileMailQueueFactory queues;
    private FileMailQueue queue;

    @BeforeEach
    void open() throws Exception {
        queues = TestMails.open(folder, clock);
        queue = queues.createQueue(MailQueueName.of("outgoing"));
    }

    @AfterEach
    void close() {
        queues.drain(Duration.ZERO);
        queues.close();
    }

    @Test
    void aDayBackHoldsNoMailForADay() throws Exception {
        queue.enQueue(TestMails.mail("waiting"), MINUTES);
        clock.back(DAY);

        assertNothingComes();
        clock.forward(MINUTES.minusSeconds(1));
        assertNothingComes();
        clock.forward(Duration.ofSeconds(1));
        assertThat(next()).isEqualTo("waiting");
    }

    @Test
    void aDayBackOverARestartHoldsNoMailForADay() throws Exception {
        queue.enQueue(TestMails.mail("waiting"), MINUTES);
        writtenNow();
        clock.back(DAY);
        close();
        open();

        assertNothingComes();
        clock.forward(MINUTES);
        assertThat(next()).isEqualTo("waiting");
    }

    @Test
    void aMailThatIsToWaitForEverDoesSoAfterARestartToo() throws Exception {
        queue.enQueue(TestMails.mail("never"), Duration.ofMillis(Long.MAX_VALUE));
        writtenNow();
        clock.forward(MINUTES);
        close();
        open();

        assertNothingComes();
        assertThat(queue.getSize()).isEqualTo(1);
    }

    @Test
    void anHourForwardLetsAMailComeOnceAndTheWayBackHoldsUpNobody() throws Exception {
        queue.enQueue(TestMails.mail("one"), MINUTES);
        clock.forward(HOUR);
        assertThat(next()).isEqualTo("one");
        queue.enQueue(TestMails.mail("another"), MINUTES);
        assertNothingComes();

        clock.back(HOUR);
        assertNothingComes();
        clock.forward(MINUTES);
        assertThat(next()).isEqualTo("another");
    }

    @Test
    void aMailThatIsPutBackRestsNoLongerBecauseTheClockWasSetBack() throws Exception {
        queue.enQueue(TestMails.mail("again"), MINUTES);
        clock.forward(MINUTES);
        for (int i = 0; i < 2; i++) {
            var item = Flux.from(queue.deQueue()).blockFirst(SECONDS);
            clock.back(DAY);
            item.done(CompletionStatus.RETRY);
        }
        assertNothingComes();
        clock.forward(Duration.ofSeconds(1));
        assertThat(next()).isEqualTo("again");
    }

    @Test
    void whoeverLooksSeesWhenItIsDueByTheClockThatHeHas() throws Exception {
        queue.enQueue(TestMails.mail("waiting"), MINUTES);
        clock.back(DAY);
        assertNothingComes();

        assertThat(queue.browse())
                .toIterable()
                .singleElement()
                .satisfies(view -> assertThat(view.getNextDelivery().map(ZonedDateTime::toInstant))
                        .contains(clock.instant().plus(MINUTES)));
    }

    /** The clock of the test is not the one of the disk. */
    private void writtenNow() throws IOException {
        try (var files = Files.list(folder.resolve("outgoing"))) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                Files.setLastModifiedTime(file, FileTime.from(clock.instant()));
            }
        }
    }

    private String next() throws Exception {
        var item = Flux.from(queue.deQueue()).blockFirst(SECONDS);
        item.done(CompletionStatus.SUCCESS);
        return item.getMail().getName();
    }

    private void assertNothingComes() {
        assertThatThrownBy(() -> Flux.from(queue.deQueue()).blockFirst(NONE)).hasMessageContaining("Timeout");
    }
}
