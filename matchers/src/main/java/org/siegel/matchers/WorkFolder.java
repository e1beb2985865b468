package org.siegel.matchers;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * A folder for big messages under way, private to this process. What a crash left there is removed at the next start.
 *
 * @param path exists, mode 0700
 */
public record WorkFolder(Path path) {

    /**
     * Makes it, or empties what is there.
     *
     * @throws IllegalArgumentException if it cannot be used; names it and says what to do
     */
    public static WorkFolder prepare(Path path) {
        try {
            Files.createDirectories(path.toAbsolutePath().getParent());
            if (!Files.isDirectory(path)) {
                Files.createDirectory(path);
            }
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
            try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(path)) {
                for (Path leftover : leftovers) {
                    if (Files.isRegularFile(leftover)) {
                        Files.delete(leftover);
                    }
                }
            }
            return new WorkFolder(path);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "The work folder " + path + " cannot be used (" + e.getMessage()
                            + "): create it for the user that James runs as, or set work.folder in siegel.properties to another",
                    e);
        }
    }

    /** A new and empty file that only this user may read; whoever asks for it deletes it. */
    public Path newFile(String prefix, String suffix) throws IOException {
        return Files.createTempFile(
                path,
                prefix,
                suffix,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
}
