package org.siegel.architecture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A rule that tests show.
 *
 * @param tag    what a test names it by
 * @param source where the rule is from
 * @param rule   in one sentence
 */
record SpecRow(String tag, String source, String rule) {

    /** Of the repository. */
    static final Path ROOT = Path.of(System.getProperty("siegel.root"));

    private static final String SEPARATOR = " \\| ";

    /** The rows of {@code build/spec-rows.txt}, in its order. */
    static List<SpecRow> read() throws IOException {
        Path file = ROOT.resolve("build/spec-rows.txt");
        return Files.readAllLines(file).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(SpecRow::parse)
                .toList();
    }

    private static SpecRow parse(String line) {
        String[] fields = line.split(SEPARATOR, -1);
        if (fields.length != 3) {
            throw new IllegalArgumentException("build/spec-rows.txt: not 'tag | source | rule': " + line);
        }
        return new SpecRow(fields[0], fields[1], fields[2]);
    }

    /** What rows of one source have in common, as a heading: of {@code RFC7672-D1} it is {@code RFC 7672}. */
    String family() {
        return tag.substring(0, tag.indexOf('-')).replaceFirst("^RFC(\\d)", "RFC $1");
    }
}
