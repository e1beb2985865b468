package org.siegel.content.part;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Bytes that come piece by piece and are put where they can be read again: into memory first, into a file when they grow. */
final class Keeping {

    private static final int IN_MEMORY = 1024 * 1024;

    private final Optional<Path> folder;
    private final long longest;
    private final ByteArrayOutputStream memory = new ByteArrayOutputStream();
    private @Nullable FileChannel file;
    private long length;

    Keeping(Optional<Path> folder, long longest) {
        this.folder = folder;
        this.longest = longest;
    }

    /** @throws LimitReachedException if that is more than may be kept */
    void add(byte[] bytes, int offset, int count) throws IOException {
        if (length + count > longest) {
            throw new LimitReachedException("more than " + longest + " bytes in one part");
        }
        if (file == null && length + count > IN_MEMORY && folder.isPresent()) {
            file = FileChannel.open(
                    Files.createTempFile(folder.get(), "part", ".bin"),
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.DELETE_ON_CLOSE);
            write(file, ByteBuffer.wrap(memory.toByteArray()));
            memory.reset();
        }
        if (file == null) {
            memory.write(bytes, offset, count);
        } else {
            write(file, ByteBuffer.wrap(bytes, offset, count));
        }
        length += count;
    }

    /** What was kept; whoever takes it closes it. */
    Content content() {
        FileChannel kept = file;
        return kept == null ? new Content.InMemory(memory.toByteArray()) : new Content.InFile(kept, length);
    }

    /** In the place of {@link #content()}. */
    void discard() throws IOException {
        if (file != null) {
            file.close();
        }
    }

    private static void write(FileChannel file, ByteBuffer piece) throws IOException {
        while (piece.hasRemaining()) {
            file.write(piece);
        }
    }
}
