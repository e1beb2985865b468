package org.siegel.sealing.message;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Bytes that can be read again and again, from a file of the working directory or from a small array. */
public sealed interface Content {

    InputStream open() throws IOException;

    /** In bytes. */
    long size();

    /**
     * At most that many bytes from the beginning.
     *
     * @throws IOException if the bytes cannot be read
     */
    default byte[] head(int limit) throws IOException {
        try (var in = open()) {
            return in.readNBytes(limit);
        }
    }

    /**
     * Writes all bytes; closes nothing of the caller.
     *
     * @throws IOException if the bytes cannot be read or written
     */
    default void copyTo(OutputStream out) throws IOException {
        try (var in = open()) {
            in.transferTo(out);
        }
    }

    static Content of(byte[] bytes) {
        return new InMemory(bytes.clone());
    }

    /**
     * The bytes of a file as they are now.
     *
     * @throws IOException if there is no such file
     */
    static Content of(Path file) throws IOException {
        return new InFile(file, Files.size(file));
    }

    /** A file that nobody changes while the message is in use. */
    record InFile(Path file, long size) implements Content {
        @Override
        public InputStream open() throws IOException {
            return Files.newInputStream(file);
        }
    }

    /** A few bytes. */
    final class InMemory implements Content {
        private final byte[] bytes;

        private InMemory(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public InputStream open() {
            return new ByteArrayInputStream(bytes);
        }

        @Override
        public long size() {
            return bytes.length;
        }

        @Override
        public String toString() {
            return "InMemory(" + bytes.length + " bytes)";
        }
    }
}
