package org.siegel.testing.smtp;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Collects one body: nowhere if only counted, in memory up to 1 MiB, in a file from there on. */
final class BodySpool extends OutputStream {
    private static final int IN_MEMORY = 1 << 20;

    private final Optional<Spool> spool;
    private ByteArrayOutputStream memory = new ByteArrayOutputStream();
    private @Nullable Path file;
    private @Nullable OutputStream fileOut;
    private long size;

    /** Drops what is written if there is no spool. */
    BodySpool(Optional<Spool> spool) {
        this.spool = spool;
    }

    long size() {
        return size;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        size += length;
        if (spool.isEmpty()) {
            return;
        }
        if (fileOut == null && size > IN_MEMORY) {
            file = spool.get().newFile();
            fileOut = Files.newOutputStream(file);
            memory.writeTo(fileOut);
            memory = new ByteArrayOutputStream();
        }
        (fileOut == null ? memory : fileOut).write(bytes, offset, length);
    }

    Body finish() throws IOException {
        close();
        if (spool.isEmpty()) {
            return Body.dropped(size);
        }
        return file == null ? Body.inMemory(memory.toByteArray()) : Body.inFile(file, size);
    }

    @Override
    public void close() throws IOException {
        if (fileOut != null) {
            fileOut.close();
        }
    }
}
