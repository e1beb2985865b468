package org.siegel.benchmarks.delivery;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What the kernel tells about processes (Linux, {@code /proc}). */
public final class ProcessCosts {

    /** Ticks a second, as Linux has them for everybody (USER_HZ). */
    private static final double TICKS = 100;

    private static final int PARENT = 1;
    private static final int USER_TIME = 11;
    private static final int LAST_TIME = 14;

    private ProcessCosts() {}

    /** Seconds of processor time that these processes and their ended children have used. */
    public static double cpuSeconds(List<Long> processes) throws IOException {
        double ticks = 0;
        for (long process : processes) {
            List<String> fields = stat(process);
            for (int i = USER_TIME; i <= LAST_TIME && i < fields.size(); i++) {
                ticks += Long.parseLong(fields.get(i));
            }
        }
        return ticks / TICKS;
    }

    /** Resident memory in MiB. */
    static long residentMiB(List<Long> processes) throws IOException {
        long kib = 0;
        for (long process : processes) {
            Path status = Path.of("/proc/" + process + "/status");
            if (Files.exists(status)) {
                kib += Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("VmRSS:"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                        .sum();
            }
        }
        return kib / 1024;
    }

    /** The process and its children. */
    static List<Long> family(long head) throws IOException {
        List<Long> family = new ArrayList<>(List.of(head));
        try (var all = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (Path one : all) {
                long process = Long.parseLong(one.getFileName().toString());
                List<String> fields = stat(process);
                if (fields.size() > PARENT && Long.parseLong(fields.get(PARENT)) == head) {
                    family.add(process);
                }
            }
        }
        return family;
    }

    /** The fields behind the name, which may contain spaces; empty if the process has ended. */
    private static List<String> stat(long process) throws IOException {
        try {
            String text = Files.readString(Path.of("/proc/" + process + "/stat"), StandardCharsets.ISO_8859_1);
            return List.of(text.substring(text.lastIndexOf(')') + 2).split(" ", -1));
        } catch (NoSuchFileException _ended) {
            return List.of();
        } catch (IOException e) {
            if (Files.exists(Path.of("/proc/" + process))) {
                throw e;
            }
            return List.of();
        }
    }
}
