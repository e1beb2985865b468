package org.siegel.transport.interop;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Somebody else's program on this machine.
 *
 * @param file          the executable
 * @param environment   what it needs there beside what is there anyway
 */
public record Program(Path file, Map<String, String> environment) {

    private static final List<String> BESIDE_THE_PATH = List.of("/usr/sbin", "/sbin", "/usr/local/sbin");

    /**
     * Finds it.
     *
     * @throws AssertionError if it is not there; names the Debian package that has it
     */
    public static Program called(String name, String debianPackage) {
        return Stream.concat(Stream.of(System.getenv("PATH").split(":", -1)), BESIDE_THE_PATH.stream())
                .map(directory -> Path.of(directory, name))
                .filter(Files::isExecutable)
                .findFirst()
                .map(file -> new Program(file, Map.of()))
                .orElseThrow(() -> new AssertionError(name + " is missing; .ci/run installs it, or: apt-get install "
                        + debianPackage + " (tests beside other servers run in profile interop only)"));
    }

    /**
     * Runs it to its end.
     *
     * @return what it said, on both channels
     * @throws AssertionError if it fails
     */
    public String run(Path directory, String... arguments) {
        try {
            Process process = builder(directory, arguments).start();
            process.getOutputStream().close();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int exit = process.waitFor();
            if (exit != 0) {
                throw new AssertionError(
                        file + " " + String.join(" ", arguments) + " ended with " + exit + ": " + said);
            }
            return said;
        } catch (IOException e) {
            throw new AssertionError("Cannot run " + file, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Starts it and waits until it says that it is ready. */
    public Daemon start(Path directory, Pattern ready, String... arguments) {
        return Daemon.start(builder(directory, arguments), ready);
    }

    private ProcessBuilder builder(Path directory, String... arguments) {
        List<String> words = new ArrayList<>(List.of(file.toString()));
        words.addAll(List.of(arguments));
        var builder = new ProcessBuilder(words).directory(directory.toFile()).redirectErrorStream(true);
        builder.environment().put("LC_ALL", "C.UTF-8");
        builder.environment().putAll(environment);
        return builder;
    }
}
