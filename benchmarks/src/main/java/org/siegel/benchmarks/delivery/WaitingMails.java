package org.siegel.benchmarks.delivery;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.siegel.demo.Submission;

/** Many mails that wait for their next attempt, made from one that does. */
final class WaitingMails {

    /** So a queue names the file of a mail that may be taken at once. */
    private static final String AT_ONCE = "0000000000000000-";

    private static final int PATIENCE_SECONDS = 60;
    private static final long TWO_HOURS = 7_200_000;
    private static final int NORMAL_PRIORITY = 5;

    private final byte[] file;

    private WaitingMails(byte[] file) {
        this.file = file;
    }

    /** Has one mail deferred and reads its file. */
    @AtTheEdge
    static WaitingMails from(Gateway gateway) throws IOException, InterruptedException {
        try (Submission submission = Submission.to(gateway.port())) {
            submission.send(
                    "absender@organisation.test",
                    List.of("later@d0.qualified.test"),
                    "Subject: later\n\nlater\n".getBytes(StandardCharsets.US_ASCII));
        }
        for (int i = 0; i < PATIENCE_SECONDS * 10; i++) {
            Optional<Path> waiting = waiting(outgoing(gateway.home()));
            if (waiting.isPresent()) {
                return new WaitingMails(Files.readAllBytes(waiting.get()));
            }
            Thread.sleep(100);
        }
        throw new IOException("No mail waits in " + outgoing(gateway.home()));
    }

    private static Path outgoing(Path home) {
        return home.resolve("var/queue/outgoing");
    }

    private static Optional<Path> waiting(Path queue) throws IOException {
        try (var files = Files.list(queue)) {
            return files.filter(file -> file.toString().endsWith(".mail"))
                    .filter(file -> !file.getFileName().toString().startsWith(AT_ONCE))
                    .findFirst();
        }
    }

    /** Puts so many into the outgoing queue of a gateway that is not running; they are due in two hours and later. */
    @AtTheEdge
    void fill(Path home, int count) throws IOException {
        Path queue = Files.createDirectories(outgoing(home));
        long due = System.currentTimeMillis() + TWO_HOURS;
        for (int i = 0; i < count; i++) {
            Files.write(
                    queue.resolve(String.format(Locale.ROOT, "%016x-%d-%016x.mail", due + i, NORMAL_PRIORITY, 1L + i)),
                    file);
        }
    }
}
