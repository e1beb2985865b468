package org.siegel.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.siegel.content.detect.HashedList;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes a list of an organisation's own numbers that can be looked for, but not read. */
@Command(
        name = "hash-list",
        description = {
            "Makes a list of your own numbers (customers, patients) for <list> in the policy file: keyed hashes, which nobody can"
                    + " turn back without the key.",
            "IN has one number a line; empty lines do not count. A key is made if KEY does not exist yet; keep it as you keep the"
                    + " numbers.",
            "Exit code: 0 made, 2 something is wrong with an entry or a file."
        })
final class HashListCommand implements Callable<Integer> {

    private static final int KEY_BYTES = 16;
    private static final int MOST_COMPLAINTS = 10;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(index = "0", paramLabel = "IN", description = "The numbers, UTF-8 text.")
    private @Nullable Path in;

    @Option(names = "--out", required = true, paramLabel = "LIST", description = "The list to be made.")
    private @Nullable Path out;

    @Option(names = "--key", required = true, paramLabel = "KEY", description = "The file with the key.")
    private @Nullable Path key;

    /** Made by picocli. */
    HashListCommand() {}

    @Override
    public Integer call() throws IOException {
        if (spec == null || in == null || out == null || key == null) {
            throw new IllegalStateException("picocli has not set this command up");
        }
        List<String> entries = new ArrayList<>();
        List<String> complaints = new ArrayList<>();
        read(in, entries, complaints);
        if (!complaints.isEmpty()) {
            complaints.stream().limit(MOST_COMPLAINTS).forEach(line -> error("siegel: " + line));
            error("siegel: " + complaints.size() + " lines of " + in + " cannot be used; no list was made");
            return CommandLine.ExitCode.USAGE;
        }
        int count = HashedList.write(out, keyIn(key), entries);
        spec.commandLine().getOut().println(out + ": " + count + " distinct numbers");
        return CommandLine.ExitCode.OK;
    }

    private static void read(Path in, List<String> entries, List<String> complaints) throws IOException {
        try (BufferedReader lines = Files.newBufferedReader(in)) {
            int number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (line.isBlank()) {
                    continue;
                }
                try {
                    entries.add(HashedList.canonical(line.strip()));
                } catch (IllegalArgumentException e) {
                    complaints.add("line " + number + " " + e.getMessage());
                }
            }
        }
    }

    @AtTheEdge
    private static byte[] keyIn(Path file) throws IOException {
        if (!Files.exists(file)) {
            byte[] fresh = new byte[KEY_BYTES];
            new SecureRandom().nextBytes(fresh);
            if (Files.getFileStore(file.toAbsolutePath().resolveSibling(".")).supportsFileAttributeView("posix")) {
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            }
            Files.writeString(file, HexFormat.of().formatHex(fresh) + "\n", StandardOpenOption.CREATE);
        }
        return HashedList.key(file);
    }

    private void error(String line) {
        if (spec != null) {
            spec.commandLine().getErr().println(line);
        }
    }
}
