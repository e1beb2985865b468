package org.siegel.store;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.siegel.policy.Choice;

/** A server in a process of its own, to be stopped without warning. Prints the id of each record that is written. */
final class RecordingProcess {

    enum Mode {
        /** Writes one record and halts. */
        ONCE,
        /** Writes with many threads until it is killed. */
        ENDLESS,
        /** Asks questions and decides on them, and records evidence at the same time, until it is killed. */
        MIXED,
        /** Opens the database, says so, and waits for the end of its input. */
        HOLD
    }

    private RecordingProcess() {}

    static Process start(Path folder, Mode mode) throws IOException {
        return new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        RecordingProcess.class.getName(),
                        folder.toString(),
                        mode.name()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    public static void main(String[] args) throws IOException {
        Store store = Store.open(Databases.h2(Path.of(args[0])), "child", Clock.systemUTC(), new SecureRandom());
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.US_ASCII);
        switch (Mode.valueOf(args[1])) {
            case ONCE -> {
                out.println(store.evidence().append(Samples.full()).id());
                Runtime.getRuntime().halt(9);
            }
            case ENDLESS -> {
                for (int i = 0; i < 8; i++) {
                    Thread.ofPlatform().start(() -> {
                        while (true) {
                            out.println(store.evidence().append(Samples.full()).id());
                        }
                    });
                }
            }
            case MIXED -> {
                QuestionStore questions = store.questions(box(Path.of(args[0])));
                for (int i = 0; i < 4; i++) {
                    String writer = "writer" + i;
                    Thread.ofPlatform().start(() -> {
                        while (true) {
                            out.println(store.evidence().append(Samples.full()).id());
                        }
                    });
                    Thread.ofPlatform().start(() -> {
                        for (int mail = 0; ; mail++) {
                            askAndDecide(questions, writer + "-" + mail);
                        }
                    });
                }
            }
            case HOLD -> {
                out.println("open");
                System.in.read();
            }
        }
    }

    static SecretBox box(Path folder) {
        return SecretBox.openOrCreate(folder.resolve("key"), new SecureRandom());
    }

    /** All changes that a question can meet. */
    static void askAndDecide(QuestionStore questions, String mailName) {
        Instant now = Instant.now();
        Question question = questions.ask(Samples.held(mailName), now.plus(Duration.ofHours(1)), Optional.of(now));
        questions.newToken(question);
        questions.reminded(question);
        questions.decide(question, new QuestionDecision(Choice.SEND, QuestionDecision.By.PAGE, now, "agreed"));
        questions.claim(question.id(), mailName);
        questions.carriedOut(question);
    }
}
