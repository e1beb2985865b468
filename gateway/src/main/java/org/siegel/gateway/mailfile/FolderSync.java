package org.siegel.gateway.mailfile;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * Makes the names in a folder durable, one force for all who wait at the same time.
 *
 * <p>It has its own thread because nobody interrupts that one; the callers may be interrupted and still learn the truth.
 */
public final class FolderSync implements Closeable {

    private final Path folder;
    private final ExecutorService thread;
    private @Nullable CompletableFuture<@Nullable Void> next;

    public FolderSync(Path folder) {
        this.folder = folder;
        this.thread = Executors.newSingleThreadExecutor(Thread.ofPlatform()
                .daemon()
                .name("sync-" + folder.getFileName())
                .factory());
    }

    /** Returns when every name that was in the folder before the call is on the disk. */
    public void await() throws IOException {
        try {
            join().join();
        } catch (CompletionException e) {
            throw new IOException("The folder " + folder + " cannot be forced to the disk", e.getCause());
        }
    }

    // Whoever comes before the thread has taken the batch belongs to it; whoever comes later starts the next one.
    private synchronized CompletableFuture<@Nullable Void> join() {
        var batch = next;
        if (batch == null) {
            batch = new CompletableFuture<>();
            next = batch;
            thread.execute(this::force);
        }
        return batch;
    }

    private synchronized CompletableFuture<@Nullable Void> takeBatch() {
        var batch = Objects.requireNonNull(next);
        next = null;
        return batch;
    }

    private void force() {
        var batch = takeBatch();
        try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
            batch.complete(null);
        } catch (IOException | RuntimeException e) {
            batch.completeExceptionally(e);
        }
    }

    /** Ends the thread after what was asked for is done. */
    @Override
    public void close() {
        thread.shutdown();
    }
}
