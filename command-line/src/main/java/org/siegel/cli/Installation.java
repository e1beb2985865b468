package org.siegel.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.siegel.content.worker.WorkerSettings;
import org.siegel.james.Settings;
import org.siegel.james.policy.PolicyFileException;
import org.siegel.james.policy.PolicyReader;
import org.siegel.policy.Policy;
import picocli.CommandLine.Option;

/** Where the configuration and the data of the gateway are that a command is about. */
final class Installation {

    @Option(
            names = "--conf",
            paramLabel = "DIR",
            description = "Configuration to use (default: that of the home; else the shipped one).")
    private @Nullable Path conf;

    @Option(
            names = "--home",
            paramLabel = "DIR",
            description = "Where the gateway keeps its data; relative paths start from there (default: work/run).")
    private @Nullable Path home;

    /** Made by picocli. */
    Installation() {}

    /** @throws IllegalArgumentException naming file, line, key and what is wrong */
    Settings settings() {
        return settings(Map.of());
    }

    /** @param overrides values in the place of those in the file, by key */
    Settings settings(Map<String, String> overrides) {
        return Settings.read(conf().resolve("siegel.properties"), home(), overrides);
    }

    /**
     * How documents are read, with one process; empty if the settings say that they are not.
     *
     * @param folder for temporary files
     * @throws IllegalArgumentException if the worker is neither where the settings say nor among what the build made
     */
    Optional<WorkerSettings> worker(Path folder) {
        return Settings.readWorker(conf().resolve("siegel.properties"), home()).map(worker -> {
            Path built = root().resolve("engine/worker/target/siegel-worker.jar");
            Path jar = Files.isReadable(Path.of(worker.jar())) ? Path.of(worker.jar()) : built;
            if (!Files.isReadable(jar)) {
                throw new IllegalArgumentException("worker.jar in siegel.properties: there is no file " + worker.jar());
            }
            return new WorkerSettings(
                    jar.toString(), folder, 1, worker.heapMiB(), worker.deadline(), worker.documents());
        });
    }

    /** @throws PolicyFileException naming file, line and what is wrong */
    Policy policy() {
        return PolicyReader.read(conf().resolve("adaptive-encryption.xml"));
    }

    Path conf() {
        if (conf != null) {
            return conf;
        }
        Path own = home().resolve("conf");
        return Files.isDirectory(own) ? own : root().resolve("james-conf/conf");
    }

    Path home() {
        return (home == null ? root().resolve("work/run") : home)
                .toAbsolutePath()
                .normalize();
    }

    /** Of the checkout; the root script tells it. */
    private static Path root() {
        return Path.of(System.getProperty("siegel.root", ".")).toAbsolutePath();
    }
}
