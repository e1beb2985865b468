package org.siegel.content.worker;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.siegel.content.part.Content;
import org.siegel.content.wire.FrameKind;
import org.siegel.content.wire.FrameReader;
import org.siegel.content.wire.Request;

/** One worker, used by one thread at a time. */
final class WorkerProcess {

    private static final int COMPLAINT = 2_000;

    private final Process process;
    private final Path folder;
    private final FrameReader frames;
    private final DataOutputStream out;
    private volatile boolean late;
    private int documents;

    private WorkerProcess(Process process, Path folder) {
        this.process = process;
        this.folder = folder;
        this.frames = new FrameReader(new BufferedInputStream(process.getInputStream(), 64 * 1024));
        this.out = new DataOutputStream(new BufferedOutputStream(process.getOutputStream(), 64 * 1024));
    }

    /** Removes what is left of it when it has ended, and then does {@code next}. */
    void whenGone(Runnable next) {
        var unused = process.onExit().thenRun(this::removeFolder).thenRun(next);
    }

    /** Starts one; it is not ready yet. */
    static WorkerProcess start(WorkerSettings settings) throws IOException {
        Path folder = WorkerFolder.make(settings.folder());
        return new WorkerProcess(WorkerCommand.of(settings, folder).start(), folder);
    }

    /**
     * Waits until it has read its samples.
     *
     * @throws IOException saying why it does not start
     */
    void awaitReady() throws IOException {
        try {
            if (frames.next() != FrameKind.READY) {
                throw new IOException("its first word is not that it is ready");
            }
        } catch (EOFException e) {
            throw new IOException(late ? "it takes too long" : complaint(), e);
        } finally {
            // Not a virtual thread: one that reads from a process keeps its carrier, and as many workers as processors
            // keep them all.
            Thread.ofPlatform().daemon().name("worker complaints").start(this::discardComplaints);
        }
    }

    /** No message has come to it yet, so what it says holds nothing of one. */
    private String complaint() throws IOException {
        String said = new String(process.getErrorStream().readNBytes(COMPLAINT), StandardCharsets.UTF_8).strip();
        return said.isEmpty() ? "it ends without a word" : said;
    }

    /** Libraries complain in words of the document, which belong into no log. */
    private void discardComplaints() {
        byte[] piece = new byte[4 * 1024];
        try (InputStream complaints = process.getErrorStream()) {
            int n = complaints.read(piece);
            while (n >= 0) {
                n = complaints.read(piece);
            }
        } catch (IOException e) {
            // It has ended, or cannot complain any more: both are seen where its frames are read.
            process.destroyForcibly();
        }
    }

    void send(Request request, Content document) throws IOException {
        documents++;
        request.write(out);
        try (InputStream bytes = document.open()) {
            bytes.transferTo(out);
        }
        out.flush();
    }

    FrameReader frames() {
        return frames;
    }

    /** How many it has been given. */
    int documents() {
        return documents;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    boolean wasLate() {
        return late;
    }

    /** Whether it ended because its heap was full. */
    boolean ranOutOfMemory() {
        try {
            return process.waitFor(1, TimeUnit.SECONDS) && process.exitValue() == WorkerCommand.OUT_OF_MEMORY;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Ends it in the middle of whatever it does. */
    void killLate() {
        late = true;
        process.destroyForcibly();
    }

    /** Ends it. */
    void kill() {
        process.destroyForcibly();
    }

    /** Ends it, and returns when it has ended and nothing is left of it. */
    void killAndWait() {
        try {
            process.destroyForcibly().waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        removeFolder();
    }

    long pid() {
        return process.pid();
    }

    private synchronized void removeFolder() {
        try {
            WorkerFolder.remove(folder);
        } catch (IOException e) {
            // What is left is removed when the gateway starts the next time.
            folder.toFile().deleteOnExit();
        }
    }
}
