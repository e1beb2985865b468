package org.siegel.content.worker;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** The folder of one worker's temporary files; nobody else can look into it, and it goes with its worker. */
final class WorkerFolder {

    private static final String PREFIX = "worker";

    private WorkerFolder() {}

    /** Mode 0700. */
    static Path make(Path parent) throws IOException {
        return Files.createTempDirectory(parent, PREFIX).toAbsolutePath();
    }

    /** If it is still there. */
    static void remove(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        }
    }

    /** Removes all that workers of an earlier process left. */
    static void sweep(Path parent) throws IOException {
        try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(parent, PREFIX + "[0-9]*")) {
            for (Path leftover : leftovers) {
                if (Files.isDirectory(leftover)) {
                    remove(leftover);
                }
            }
        }
    }
}
