package org.siegel.testing.smtp;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A message as it came, without the dots that DATA added. A large one lies in a file until its server is closed. */
public final class Body {
    private final long size;
    private final byte @Nullable [] memory;
    private final @Nullable Path file;

    private Body(long size, byte @Nullable [] memory, @Nullable Path file) {
        this.size = size;
        this.memory = memory;
        this.file = file;
    }

    static Body inMemory(byte[] bytes) {
        return new Body(bytes.length, bytes, null);
    }

    static Body inFile(Path file, long size) {
        return new Body(size, null, file);
    }

    static Body dropped(long size) {
        return new Body(size, null, null);
    }

    /** In bytes; known even if the server only counts. */
    public long size() {
        return size;
    }

    /**
     * The bytes from the beginning.
     *
     * @throws IllegalStateException if the server only counts and keeps no messages
     */
    public InputStream open() {
        if (memory != null) {
            return new ByteArrayInputStream(memory);
        }
        if (file == null) {
            throw new IllegalStateException("this server only counts; it kept nothing of " + this);
        }
        try {
            return Files.newInputStream(file);
        } catch (IOException e) {
            throw new UncheckedIOException("no file for " + this + "; was its server closed?", e);
        }
    }

    /** All bytes; see {@link #open} for large messages and for errors. */
    public byte[] bytes() {
        try (var in = open()) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + this, e);
        }
    }

    /** The bytes as ISO 8859-1, one character per byte. */
    public String text() {
        return new String(bytes(), StandardCharsets.ISO_8859_1);
    }

    /** The size only. */
    @Override
    public String toString() {
        return "body of " + size + " bytes";
    }
}
