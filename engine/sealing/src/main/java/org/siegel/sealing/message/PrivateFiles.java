package org.siegel.sealing.message;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Files and directories that only our own user can read, from the moment they exist. */
public final class PrivateFiles {

    private static final String DIRECTORY_MODE = "rwx------";
    private static final String FILE_MODE = "rw-------";

    private PrivateFiles() {}

    /**
     * A new directory of mode 0700.
     *
     * @throws IOException if it cannot be made
     */
    public static Path directory(Path parent, String prefix) throws IOException {
        return Files.createTempDirectory(parent, prefix, mode(parent, DIRECTORY_MODE));
    }

    /**
     * A new file of mode 0600, to be written; buffered.
     *
     * @throws IOException if it exists already or cannot be made
     */
    public static OutputStream create(Path file) throws IOException {
        return new BufferedOutputStream(Channels.newOutputStream(channel(file)), 64 * 1024);
    }

    /**
     * The same, not buffered, to be written at any place.
     *
     * @throws IOException if it exists already or cannot be made
     */
    public static FileChannel channel(Path file) throws IOException {
        var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        return FileChannel.open(file, options, mode(file, FILE_MODE));
    }

    /**
     * Deletes a directory and what is in it; nothing happens if it is gone already.
     *
     * @throws IOException if something is left
     */
    public static void deleteAll(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure) throws IOException {
                if (failure != null) {
                    throw failure;
                }
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /**
     * Deletes a file, or a directory with what is in it, after something else has gone wrong or right already. What cannot be
     * deleted now is left to the sweep of the work directory at the next start.
     */
    public static void deleteQuietly(Path path) {
        try {
            deleteAll(path);
        } catch (IOException left) {
            // still mode 0600 in a directory of mode 0700
        }
    }

    /** Where the file system knows no POSIX modes, the parent directory has to protect. */
    private static FileAttribute<?>[] mode(Path path, String permissions) {
        boolean posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
