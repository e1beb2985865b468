package org.siegel.architecture;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The tables of contents of the RFCs that may be cited: {@code build/rfc-sections*.txt}, one {@code NUMBER SECTION} a line. */
record RfcSections(Map<Integer, Set<String>> byRfc) {

    RfcSections {
        byRfc = Map.copyOf(byRfc);
    }

    static RfcSections read(Path folder) throws IOException {
        return new RfcSections(Stream.concat(
                        lines(folder.resolve("rfc-sections.txt")).stream(),
                        lines(folder.resolve("rfc-sections-more.txt")).stream())
                .map(line -> line.split(" ", -1))
                .collect(groupingBy(line -> Integer.valueOf(line[0]), mapping(line -> line[1], toSet()))));
    }

    boolean have(Citation citation) {
        var sections = byRfc.getOrDefault(citation.rfc(), Set.of());
        return citation.section().map(sections::contains).orElse(!sections.isEmpty());
    }

    private static List<String> lines(Path file) throws IOException {
        var lines = Files.readAllLines(file);
        for (var line : lines) {
            if (!line.matches("[0-9]{1,5} (?:[0-9]{1,2}|[A-Z])(?:\\.[0-9]{1,2})*")) {
                throw new IOException(file + ": expected NUMBER SECTION, found '" + line + "'");
            }
        }
        return lines;
    }
}
