package org.siegel.content.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.siegel.content.mime.MessageVisitor;
import org.siegel.content.mime.MimeWalk;
import org.siegel.content.mime.WalkLimits;
import org.siegel.content.part.PartReport;
import org.siegel.content.part.TextSink;
import org.siegel.policy.PartState;

/** A worker that was taken over can say what it likes; it cannot fill this process, hang it, or make a document look read. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class DistrustTest {

    private static final WalkLimits LIMITS = new WalkLimits(50, 2_000, 1_000_000, 1_000_000, 4_000_000, 1_000);

    @TempDir
    private Path folder;

    private final List<String> texts = new ArrayList<>();

    private Workers workers;

    @BeforeEach
    void start() {
        workers = workers(Duration.ofMinutes(1));
    }

    @AfterEach
    void end() {
        workers.close();
        assertThat(folder).isEmptyDirectory();
    }

    private Workers workers(Duration deadline) {
        String classes = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return new Workers(
                new WorkerSettings(classes, folder, 1, 64, deadline, 100),
                trouble -> System.err.println("A worker does not start: " + trouble));
    }

    private List<PartState> states(String... scripts) throws IOException {
        StringBuilder mail = new StringBuilder("Content-Type: multipart/mixed; boundary=b\r\n\r\n");
        for (String script : scripts) {
            mail.append("--b\r\nContent-Type: application/pdf\r\n\r\n%PDF-")
                    .append(script)
                    .append("\r\n");
        }
        List<PartState> states = new ArrayList<>();
        byte[] bytes = mail.append("--b--\r\n").toString().getBytes(StandardCharsets.US_ASCII);
        new MimeWalk(LIMITS, Optional.of(folder), Optional.of(workers))
                .walk(new ByteArrayInputStream(bytes), new MessageVisitor() {
                    @Override
                    public void field(String name, String body) {}

                    @Override
                    public TextSink text(String place) {
                        StringBuilder text = new StringBuilder();
                        return new TextSink() {
                            @Override
                            public void accept(char[] chars, int from, int to) {
                                text.append(chars, from, to - from);
                            }

                            @Override
                            public void end() {
                                texts.add(text.toString());
                            }
                        };
                    }

                    @Override
                    public void property(String name, String value) {}

                    @Override
                    public void part(PartReport report) {
                        states.add(report.state());
                    }
                });
        return states;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "giant frame",
                "negative frame",
                "unknown frame",
                "text without run",
                "bytes without entry",
                "entry in entry",
                "end in entry",
                "unknown state",
                "ready twice",
                "half a character",
                "string without end"
            })
    void whoBreaksTheProtocolIsEndedAndTheNextDocumentIsRead(String breach) throws IOException {
        assertThat(states("good")).containsExactly(PartState.SCANNED);
        var broken = workers.pids();
        assertThat(states(breach, "good")).containsExactly(PartState.ERROR, PartState.SCANNED);
        assertThat(workers.pids()).doesNotContainAnyElementsOf(broken);
    }

    @ParameterizedTest
    @ValueSource(strings = {"endless text", "endless entry", "endless entries", "endless empty frames"})
    void whoHasNoEndIsEndedAtTheLimitsOfTheMail(String endless) throws IOException {
        assertThat(states(endless)).last().isEqualTo(PartState.LIMIT);
        assertThat(texts.stream().mapToInt(String::length).sum()).isLessThanOrEqualTo(1_000_000);
    }

    @Test
    void whoFallsSilentIsEndedAtTheDeadlineWhichAllDocumentsOfAMailShare() throws IOException {
        workers.close();
        workers = workers(Duration.ofSeconds(10));
        assertThat(states("good", "silence", "silence", "good"))
                .containsExactly(PartState.SCANNED, PartState.TIMEOUT, PartState.TIMEOUT, PartState.TIMEOUT);
    }

    @Test
    void whatCameBeforeAWorkerDiedCounts() throws IOException {
        assertThat(states("exit after text")).containsExactly(PartState.ERROR);
        assertThat(texts).contains("bis hier");
    }

    @Test
    void aDocumentThatKillsTwoWorkersIsBroken() throws IOException {
        assertThat(states("exit at once", "good")).containsExactly(PartState.ERROR, PartState.SCANNED);
    }
}
