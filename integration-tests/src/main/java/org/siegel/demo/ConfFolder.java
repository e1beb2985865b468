package org.siegel.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The working directory of a gateway, made of the shipped configuration by few and visible edits.
 *
 * @param home holds conf/, extensions-jars/, worker/ and var/
 */
public record ConfFolder(Path home) {

    /** Copies the shipped configuration, the extension and the worker. */
    static ConfFolder copy(Distribution shipped, Path home) {
        try {
            Path conf = Files.createDirectories(home.resolve("conf"));
            try (var files = Files.list(shipped.conf())) {
                for (Path file : files.toList()) {
                    Files.copy(file, conf.resolve(file.getFileName()));
                }
            }
            Path extensions = Files.createDirectories(home.resolve("extensions-jars"));
            Files.copy(shipped.extension(), extensions.resolve("siegel-james38.jar"));
            Path worker = Files.createDirectories(home.resolve("worker"));
            Files.copy(shipped.worker(), worker.resolve("siegel-worker.jar"));
            return new ConfFolder(home);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make the working directory " + home, e);
        }
    }

    /**
     * Replaces one piece of text. It must be there exactly once: else the shipped file has changed and the edit would mean
     * something else.
     */
    public ConfFolder edit(String file, String before, String after) {
        String text = read(file);
        int at = text.indexOf(before);
        if (at < 0 || text.indexOf(before, at + 1) >= 0) {
            throw new DemoException(file + " does not have '" + before.strip()
                    + "' exactly once any more; correct the demonstration's edit");
        }
        return write(file, text.substring(0, at) + after + text.substring(at + before.length()));
    }

    /** Sets a property that the shipped file has. */
    public ConfFolder set(String file, String key, String value) {
        List<String> lines = read(file).lines().toList();
        List<String> found =
                lines.stream().filter(line -> line.startsWith(key + "=")).toList();
        if (found.size() != 1) {
            throw new DemoException(file + " does not set " + key + " exactly once; correct the demonstration's edit");
        }
        String changed = key + "=" + value;
        if (found.getFirst().equals(changed)) {
            throw new DemoException(file + " says " + changed + " as it is; remove the demonstration's edit");
        }
        return write(
                file,
                String.join(
                        "\n",
                        lines.stream()
                                .map(line -> line.equals(found.getFirst()) ? changed : line)
                                .toList()));
    }

    /** James alone: nothing names a class of the extension any more. The pipeline is to be replaced too. */
    public ConfFolder withoutExtension() {
        return set("extensions.properties", "guice.extension.module", "")
                .set("webadmin.properties", "extensions.routes", "")
                .set("healthcheck.properties", "additional.healthchecks", "");
    }

    /** Writes a whole file. */
    public ConfFolder write(String file, String text) {
        try {
            Files.writeString(home.resolve("conf").resolve(file), text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write conf/" + file, e);
        }
    }

    private String read(String file) {
        try {
            return Files.readString(home.resolve("conf").resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException("the shipped conf/ has no readable " + file, e);
        }
    }
}
