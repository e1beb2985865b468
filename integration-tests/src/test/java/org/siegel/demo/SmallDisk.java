package org.siegel.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** A file system of its own on a folder (tmpfs), that can be filled to the last octet and emptied again. Needs root. */
final class SmallDisk implements AutoCloseable {

    private static final int STEP = 64 * 1024;

    private final Path folder;
    private final Path ballast;

    private SmallDisk(Path folder) {
        this.folder = folder;
        this.ballast = folder.resolve("ballast");
    }

    /** Mounts it; the folder is made. */
    static SmallDisk on(Path folder, int megabytes) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        run("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "siegel-test", folder.toString());
        return new SmallDisk(folder);
    }

    /** Nothing fits on it any more. */
    void fill() {
        try (FileChannel file = FileChannel.open(ballast, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            for (int size = STEP; size > 0; size /= 2) {
                writeUntilFull(file, size);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void writeUntilFull(FileChannel file, int size) {
        try {
            while (file.write(ByteBuffer.allocate(size)) == size) {
                // on it goes
            }
        } catch (IOException _full) {
            // as wanted
        }
    }

    void makeRoom() {
        try {
            Files.delete(ballast);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void run(String... command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new DemoException(String.join(" ", List.of(command)) + ": " + said);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DemoException("interrupted", e);
        }
    }

    /** Gone from the folder at once, and altogether when the last process has ended that has something open there. */
    @Override
    public void close() {
        run("umount", "-l", folder.toString());
    }
}
