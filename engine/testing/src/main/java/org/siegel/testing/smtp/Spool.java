package org.siegel.testing.smtp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The files of one server's large bodies. They are deleted when it closes. */
final class Spool implements AutoCloseable {
    private final List<Path> files = new ArrayList<>();

    synchronized Path newFile() throws IOException {
        Path file = Files.createTempFile("smtp-sink-", ".eml");
        files.add(file);
        return file;
    }

    @Override
    public synchronized void close() {
        for (Path file : files) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot delete " + file, e);
            }
        }
        files.clear();
    }
}
