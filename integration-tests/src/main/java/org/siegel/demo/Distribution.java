package org.siegel.demo;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a build leaves behind for an administrator.
 *
 * @param root of the source tree
 */
public record Distribution(Path root) {

    /** The one that the system property {@code siegel.root} points to. */
    public static Distribution here() {
        String root = System.getProperty("siegel.root");
        if (root == null || root.isBlank()) {
            throw new DemoException(
                    "-Dsiegel.root=DIR is missing, where DIR is the source tree; ./siegel demo sets it");
        }
        return new Distribution(Path.of(root).toAbsolutePath().normalize());
    }

    /** The configuration as it is shipped. */
    Path conf() {
        return existing(root.resolve("james-conf/conf"));
    }

    /** The extension with all that it needs. */
    Path extension() {
        return existing(root.resolve("james-conf/target/siegel-james38.jar"));
    }

    /** The process that reads documents. */
    Path worker() {
        return existing(root.resolve("engine/worker/target/siegel-worker.jar"));
    }

    /** The jars of the gateway. */
    Path lib() {
        return existing(root.resolve("gateway/target/siegel-gateway/lib"));
    }

    private static Path existing(Path path) {
        if (!Files.exists(path)) {
            throw new DemoException(path + " is not there. Build it first: ./siegel build");
        }
        return path;
    }
}
