package org.siegel.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.siegel.content.mime.WalkLimits;
import org.siegel.content.part.TextSink;
import org.siegel.content.worker.WorkerSettings;
import org.siegel.content.worker.Workers;
import org.siegel.policy.PartState;

/** Workers that die, hang, run full and wear out: what becomes of the mail at hand, and of the next. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class WorkersTest {

    private static final Duration PATIENT = Duration.ofMinutes(2);

    @TempDir
    private Path folder;

    @Test
    void withoutAWorkerADocumentIsNotReadAndSaysSo() {
        Look look = new Look();
        look.walk("a.pdf", RealDocuments.named("testPDF.pdf"), Optional.empty(), folder, WalkLimits.DEFAULT);
        assertThat(look.states()).containsExactly(PartState.UNSUPPORTED);
    }

    @Test
    void aWorkerThatIsKilledInTheMiddleOfADocumentCostsThatDocumentOnly() {
        try (Workers workers = WithWorkers.of(folder, 1, 512, PATIENT, 1_000)) {
            Look look = new Disturbed(() -> handle(workers).destroyForcibly());
            look.walk("a.xls", LargeDocuments.workbook(60_000), Optional.of(workers), folder, WalkLimits.DEFAULT);
            assertThat(look.states()).containsExactly(PartState.ERROR);
            assertThat(look.text()).contains("Zelle 0");
            assertIsReadAgain(workers);
        }
    }

    /** A virtual one would keep its carrier for as long as the worker lives, and on a small machine nothing would be delivered any more. */
    @Test
    void whatAWorkerSaysIsReadByAPlatformThread() {
        try (Workers workers = WithWorkers.patient(folder)) {
            assertIsReadAgain(workers);
            // only platform threads are told of here
            assertThat(Thread.getAllStackTraces().keySet())
                    .extracting(Thread::getName)
                    .contains("worker complaints");
        }
    }

    /** A stopped process neither answers nor ends, which is what a hang looks like from outside. */
    @Test
    void aWorkerThatHangsIsEndedAtTheDeadline() {
        try (Workers workers = WithWorkers.of(folder, 1, 512, Duration.ofSeconds(20), 1_000)) {
            long hung = pidOfReady(workers);
            Look look = new Disturbed(() -> signal("STOP", hung));
            look.walk("a.xls", LargeDocuments.workbook(60_000), Optional.of(workers), folder, WalkLimits.DEFAULT);
            assertThat(look.states()).containsExactly(PartState.TIMEOUT);
            ProcessHandle.of(hung)
                    .ifPresent(process ->
                            process.onExit().orTimeout(1, TimeUnit.MINUTES).join());
        }
    }

    @Test
    void aDocumentThatNeedsMoreMemoryThanTheWorkerHasIsBeyondTheLimits() {
        try (Workers workers = WithWorkers.of(folder, 1, 64, PATIENT, 1_000)) {
            Look look = Look.into("a.xls", LargeDocuments.workbook(400_000), workers, folder);
            assertThat(look.states()).containsExactly(PartState.LIMIT);
            assertIsReadAgain(workers);
        }
    }

    @Test
    void aWorkerIsReplacedWhenItHasReadItsShare() {
        try (Workers workers = WithWorkers.of(folder, 1, 512, PATIENT, 2)) {
            assertIsReadAgain(workers);
            Set<Long> first = workers.pids();
            assertIsReadAgain(workers);
            assertIsReadAgain(workers);
            assertThat(workers.pids()).doesNotContainAnyElementsOf(first);
        }
    }

    /** The system may end a process that waits; the mail that finds it dead is not to blame. */
    @Test
    void aWorkerThatDiedWhileItWaitedIsReplacedUnnoticed() {
        try (Workers workers = WithWorkers.of(folder, 1, 512, PATIENT, 1_000)) {
            ProcessHandle waiting = ProcessHandle.of(pidOfReady(workers)).orElseThrow();
            waiting.destroyForcibly();
            waiting.onExit().join();
            assertIsReadAgain(workers);
        }
    }

    @Test
    void aMailDoesNotWaitForAnotherWhoseDocumentHangs() throws InterruptedException {
        try (Workers workers = WithWorkers.of(folder, 2, 512, PATIENT, 1_000)) {
            AtomicBoolean read = new AtomicBoolean();
            Look hanging = new Disturbed(() -> {
                assertIsReadAgain(workers);
                read.set(true);
            });
            hanging.walk("a.xls", LargeDocuments.workbook(60_000), Optional.of(workers), folder, WalkLimits.DEFAULT);
            assertThat(read)
                    .as("a document was read while another was being read")
                    .isTrue();
            assertThat(hanging.states()).containsExactly(PartState.SCANNED);
        }
    }

    @Test
    void nothingOfADocumentStaysOnTheDisk() throws IOException {
        try (Workers workers = WithWorkers.of(folder, 1, 512, PATIENT, 1_000)) {
            assertIsReadAgain(workers);
            assertThat(folder).isNotEmptyDirectory();
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void whatAWorkerOfAKilledGatewayLeftIsRemovedAtTheNextStart() throws IOException {
        Path left = folder.resolve("worker1");
        Files.createDirectory(left);
        Files.writeString(left.resolve("document"), "secret");
        Workers.sweep(folder);
        assertThat(left).doesNotExist();
    }

    @Test
    void aFolderOfAWorkerIsItsOwn() throws IOException {
        try (Workers workers = WithWorkers.of(folder, 1, 512, PATIENT, 1_000)) {
            assertIsReadAgain(workers);
            try (var folders = Files.list(folder)) {
                assertThat(folders.filter(Files::isDirectory).toList())
                        .hasSize(1)
                        .allSatisfy(each -> assertThat(Files.getPosixFilePermissions(each))
                                .extracting(Enum::name)
                                .containsExactlyInAnyOrder("OWNER_READ", "OWNER_WRITE", "OWNER_EXECUTE"));
            }
        }
    }

    @Test
    void aWorkerThatDoesNotStartIsToldWithTheReasonAndDelaysNobody() {
        List<String> troubles = new CopyOnWriteArrayList<>();
        WorkerSettings settings =
                new WorkerSettings(folder.resolve("none.jar").toString(), folder, 1, 512, PATIENT, 1_000);
        try (Workers workers = new Workers(settings, troubles::add)) {
            Look look = Look.into("a.pdf", RealDocuments.named("testPDF.pdf"), workers, folder);
            assertThat(look.states()).containsExactly(PartState.TIMEOUT);
            assertThat(workers.trouble())
                    .hasValueSatisfying(why -> assertThat(why).contains("ClassNotFoundException"));
            assertThat(troubles).hasSize(1);
        }
    }

    private void assertIsReadAgain(Workers workers) {
        Look look = Look.into("a.pdf", RealDocuments.named("testPDF.pdf"), workers, folder);
        assertThat(look.state()).isEqualTo(PartState.SCANNED);
        assertThat(look.text()).contains("Apache Tika");
    }

    private long pidOfReady(Workers workers) {
        assertIsReadAgain(workers);
        return workers.pids().iterator().next();
    }

    private static ProcessHandle handle(Workers workers) {
        return ProcessHandle.of(workers.pids().iterator().next()).orElseThrow();
    }

    private static void signal(String name, long pid) {
        try {
            assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(pid))
                            .start()
                            .waitFor())
                    .isZero();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Does something when the first text of the document comes: the worker has more to say than the pipe holds. */
    private static final class Disturbed extends Look {

        private final Runnable disturbance;
        private boolean done;

        Disturbed(Runnable disturbance) {
            this.disturbance = disturbance;
        }

        @Override
        public TextSink text(String place) {
            if (place.startsWith("attachment") && !done) {
                done = true;
                disturbance.run();
            }
            return super.text(place);
        }
    }
}
