package org.siegel.sealing.container;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * A piece of work on a thread of its own, while the caller does another.
 *
 * @param <T> what it makes
 */
public final class Aside<T> implements AutoCloseable {

    private final FutureTask<T> work;
    private final Thread thread;

    private Aside(FutureTask<T> work, Thread thread) {
        this.work = work;
        this.thread = thread;
    }

    /** Begins at once. A platform thread, because processors have no room for others while they calculate. */
    public static <T> Aside<T> begin(Callable<T> work) {
        var task = new FutureTask<>(work);
        return new Aside<>(
                task, Thread.ofPlatform().daemon().name("siegel-sealing").start(task));
    }

    /**
     * Waits for what it made.
     *
     * @throws IOException if the work did, or if this thread was interrupted
     */
    public T await() throws IOException {
        try {
            return work.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted while sealing");
        } catch (ExecutionException failed) {
            throw reason(failed);
        }
    }

    private static IOException reason(ExecutionException failed) {
        return switch (failed.getCause()) {
            case RuntimeException ours -> throw ours;
            case Error ours -> throw ours;
            case IOException told -> told;
            case null, default -> new IOException(failed);
        };
    }

    /** Ends it, finished or not; afterwards it touches nothing any more. */
    @Override
    public void close() {
        work.cancel(true);
        boolean isInterrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                isInterrupted = true;
            }
        }
        if (isInterrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
