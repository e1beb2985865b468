package org.siegel.transport.interop;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/** A server that runs as a process of its own until it is closed; what it says is kept for failures. */
public final class Daemon implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int KEPT_LINES = 5_000;

    private final Process process;
    private final Deque<String> said = new ArrayDeque<>();
    private final CompletableFuture<Boolean> ready = new CompletableFuture<>();

    private Daemon(Process process) {
        this.process = process;
    }

    static Daemon start(ProcessBuilder command, Pattern ready) {
        try {
            Daemon daemon = new Daemon(command.start());
            Thread.ofVirtual().start(() -> daemon.listen(ready));
            daemon.await(command);
            return daemon;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void listen(Pattern sign) {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                keep(line);
                if (sign.matcher(line).find()) {
                    ready.complete(true);
                }
            }
            ready.complete(false);
        } catch (IOException _ended) {
            ready.complete(false);
        }
    }

    private synchronized void keep(String line) {
        if (said.size() == KEPT_LINES) {
            said.removeFirst();
        }
        said.add(line);
        notifyAll();
    }

    /**
     * Waits until its log says so.
     *
     * @throws AssertionError if it does not
     */
    public synchronized void await(Pattern sign) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (said.stream().noneMatch(line -> sign.matcher(line).find())) {
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (left <= 0) {
                throw new AssertionError("It never said " + sign + ":\n" + said());
            }
            try {
                wait(left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
            }
        }
    }

    private void await(ProcessBuilder command) {
        boolean runs;
        try {
            runs = ready.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            runs = false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            runs = false;
        }
        if (!runs) {
            close();
            throw new AssertionError(command.command() + " did not get ready:\n" + said());
        }
    }

    /** The last lines of its log. */
    public synchronized String said() {
        return String.join("\n", said);
    }

    /** Its process id. */
    public long pid() {
        return process.pid();
    }

    /** Ends it and all that it started. */
    @Override
    public void close() {
        var family = process.descendants().toList();
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        family.forEach(ProcessHandle::destroyForcibly);
    }
}
