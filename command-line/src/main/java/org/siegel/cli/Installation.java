package org.siegel.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
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
