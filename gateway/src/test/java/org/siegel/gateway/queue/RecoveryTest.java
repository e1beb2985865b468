package org.siegel.gateway.queue;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.apache.james.queue.api.MailQueue.MailQueueItem;
import org.apache.james.queue.api.MailQueue.MailQueueItem.CompletionStatus;
import org.apache.james.queue.api.MailQueueName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Flux;

/** What becomes of mails when something goes wrong between the queue and whoever took them. */
class RecoveryTest {

    private static final MailQueueName OUTGOING = MailQueueName.of("outgoing");
    private static final Duration SECONDS = Duration.ofSeconds(20);

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
    void aMailThatWasTakenAndNotDoneComesAgainAfterARestart() throws Exception {
        queue.enQueue(TestMails.mail("taken"));
        queue.enQueue(TestMails.mail("done"));
        take(1);
        take(1).getFirst().done(CompletionStatus.SUCCESS);
        reopen();

        assertThat(names(take(1))).containsExactly("taken");
        assertThat(queue.getSize()).isEqualTo(1);
    }

    @Test
    void aMailThatIsInHandIsNobodyElses() throws Exception {
        queue.enQueue(TestMails.mail("only"));
        take(1);

        assertThat(queue.browse()).toIterable().isEmpty();
        assertThat(queue.clear()).isZero();
        assertThat(queue.getSize()).isEqualTo(1);
        assertThatThrownBy(() -> Flux.from(queue.deQueue()).blockFirst(Duration.ofMillis(300)))
                .hasMessageContaining("Timeout");
    }

    @Test
    void whoCancelsWhileHeWaitsTakesNoMailWithHim() throws Exception {
        assertThatThrownBy(() -> Flux.from(queue.deQueue()).blockFirst(Duration.ofMillis(50)))
                .hasMessageContaining("Timeout");
        queue.enQueue(TestMails.mail("later"));

        assertThat(names(take(1))).containsExactly("later");
    }

    @Test
    void aWaitingMailStillWaitsAfterARestart() throws Exception {
        queue.enQueue(TestMails.mail("waiting"), Duration.ofHours(1));
        reopen();
        queue.enQueue(TestMails.mail("fresh"));

        assertThat(names(take(1))).containsExactly("fresh");
        clock.forward(Duration.ofHours(1));
        assertThat(names(take(1))).containsExactly("waiting");
    }

    @Test
    void aFlushLastsOverARestart() throws Exception {
        queue.enQueue(TestMails.mail("waiting"), Duration.ofHours(1));
        assertThat(queue.flush()).isEqualTo(1);
        reopen();

        assertThat(names(take(1))).containsExactly("waiting");
    }

    @Test
    void aMailThatIsPutBackComesAtOnceTheFirstTimeAndThenAfterARest() throws Exception {
        queue.enQueue(TestMails.mail("again"));
        take(1).getFirst().done(CompletionStatus.RETRY);
        take(1).getFirst().done(CompletionStatus.RETRY);
        queue.enQueue(TestMails.mail("other"));

        assertThat(names(take(1))).containsExactly("other");
        clock.forward(Duration.ofSeconds(2));
        assertThat(names(take(1))).containsExactly("again");
    }

    @Test
    void noRestIsLongHoweverOftenAMailIsPutBack() throws Exception {
        queue.enQueue(TestMails.mail("again"));
        for (var attempt = 0; attempt < 80; attempt++) {
            clock.forward(Duration.ofSeconds(10));
            take(1).getFirst().done(CompletionStatus.RETRY);
        }
        clock.forward(Duration.ofSeconds(10));

        assertThat(names(take(1))).containsExactly("again");
    }

    @Test
    void aRejectedMailIsKeptAside() throws Exception {
        queue.enQueue(TestMails.mail("rejected"));
        take(1).getFirst().done(CompletionStatus.REJECT);

        assertThat(queue.getSize()).isZero();
        assertThat(queue.setAside()).isEqualTo(1);
        assertThat(folder.resolve("outgoing/rejected")).isDirectoryContaining("regex:.*\\.mail");
    }

    @Test
    void aMailThatWasSetAsideTakesItsPlaceAgainWhenItIsMovedBack() throws Exception {
        queue.enQueue(TestMails.mail("rejected"));
        take(1).getFirst().done(CompletionStatus.REJECT);
        var kept = onlyFile(folder.resolve("outgoing/rejected"));
        Files.move(kept, folder.resolve("outgoing").resolve(kept.getFileName()));
        reopen();

        assertThat(names(take(1))).containsExactly("rejected");
    }

    @Test
    void onlyTheFirstWordOnAMailCounts() throws Exception {
        queue.enQueue(TestMails.mail("once"));
        var item = take(1).getFirst();
        item.done(CompletionStatus.SUCCESS);
        item.done(CompletionStatus.RETRY);

        assertThat(queue.getSize()).isZero();
    }

    @Test
    void anUnreadableMailIsKeptAsideAndHoldsUpNobody() throws Exception {
        queue.enQueue(TestMails.mail("broken"));
        var file = onlyFile(folder.resolve("outgoing"));
        queue.enQueue(TestMails.mail("whole"));
        Files.write(file, new byte[] {0}, StandardOpenOption.APPEND);

        assertThat(names(take(1))).containsExactly("whole");
        assertThat(queue.setAside()).isEqualTo(1);
        assertThat(folder.resolve("outgoing/unreadable").resolve(file.getFileName()))
                .exists();
    }

    @Test
    void aMailOfAVersionThatIsNotKnownIsKeptAsideAsItIs() throws Exception {
        queue.enQueue(TestMails.mail("of tomorrow"));
        var file = onlyFile(folder.resolve("outgoing"));
        var octets = Files.readAllBytes(file);
        var version = new String(octets, ISO_8859_1).indexOf("siegel-mail/1") + "siegel-mail/".length();
        octets[version] = '2';
        Files.write(file, octets);
        reopen();
        queue.enQueue(TestMails.mail("of today"));

        assertThat(names(take(1))).containsExactly("of today");
        assertThat(folder.resolve("outgoing/unreadable").resolve(file.getFileName()))
                .hasBinaryContent(octets);
    }

    @Test
    void whatACrashLeftHalfWrittenIsRemovedAtTheStart() throws Exception {
        var half = folder.resolve("outgoing/0000000000000000-5-0000000000000001.mail.tmp");
        Files.writeString(half, "siegel-mail/1 envelope=");
        reopen();

        assertThat(half).doesNotExist();
        assertThat(queue.getSize()).isZero();
    }

    @Test
    void aMailWhoseFileSomebodyRemovedHoldsUpNobody() throws Exception {
        queue.enQueue(TestMails.mail("removed"));
        Files.delete(onlyFile(folder.resolve("outgoing")));
        queue.enQueue(TestMails.mail("there"));

        assertThat(names(take(1))).containsExactly("there");
        assertThat(queue.getSize()).isEqualTo(1);
    }

    @Test
    void aMailThatCannotBeWrittenIsNotAccepted() throws Exception {
        var noMessage = TestMails.mail("empty");
        noMessage.setMessageNoCopy(null);

        assertThatThrownBy(() -> queue.enQueue(noMessage)).hasMessageContaining("empty");
        assertThat(queue.getSize()).isZero();
    }

    @Test
    void severalTakersShareTheMailsAndNoneComesTwice() throws Exception {
        for (var i = 0; i < 300; i++) {
            queue.enQueue(TestMails.mail("mail" + i));
        }
        try (var one = new Taking(queue, 3, 0);
                var two = new Taking(queue, 3, 0);
                var three = new Taking(queue, 300, 0)) {
            assertThat(awaitEmpty()).isZero();
            var all = new ArrayList<String>();
            for (var taking : List.of(one, two, three)) {
                all.addAll(taking.await(SECONDS));
            }
            assertThat(all).hasSize(300).doesNotHaveDuplicates();
        }
    }

    @Test
    void queuesWithOddNamesDoNotMeet() throws Exception {
        var names = List.of("a/b", "a%2Fb", "..", ".", "lock", "UPPER", "upper", "\u00fcml\u00e4ut", "a b", "*");
        for (var name : names) {
            queues.createQueue(MailQueueName.of(name)).enQueue(TestMails.mail(name));
        }
        reopen();

        var found = new HashSet<String>();
        for (var name : names) {
            var other = queues.createQueue(MailQueueName.of(name));
            assertThat(other.getSize()).as(name).isEqualTo(1);
            found.add(Flux.from(other.deQueue()).blockFirst(SECONDS).getMail().getName());
        }
        assertThat(found).containsExactlyInAnyOrderElementsOf(names);
    }

    private int awaitEmpty() {
        var deadline = System.nanoTime() + SECONDS.toNanos();
        while (queue.getSize() > 0 && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        return (int) queue.getSize();
    }

    private void reopen() throws Exception {
        close();
        open();
    }

    private List<MailQueueItem> take(int count) {
        return Flux.from(queue.deQueue()).take(count).collectList().block(SECONDS);
    }

    private static List<String> names(List<MailQueueItem> items) {
        return items.stream().map(item -> item.getMail().getName()).toList();
    }

    private static Path onlyFile(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(Files::isRegularFile)
                    .reduce((a, b) -> {
                        throw new AssertionError(a + " and " + b);
                    })
                    .orElseThrow();
        }
    }
}
