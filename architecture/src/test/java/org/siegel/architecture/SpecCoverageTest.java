package org.siegel.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/spec-coverage.md} says which tests show which rule, and is made of the tests' tags. */
class SpecCoverageTest {

    private static final Path PAGE = SpecRow.ROOT.resolve("docs/spec-coverage.md");
    /** Set to make the page instead of comparing it. */
    private static final boolean WRITES = Boolean.getBoolean("siegel.write");

    @Test
    void thePageIsWhatTheTestsSay() throws IOException {
        String page = page(SpecRow.read(), tagged());
        if (WRITES) {
            Files.writeString(PAGE, page);
        }
        assertThat(Files.readString(PAGE))
                .as(
                        "docs/spec-coverage.md is old; make it anew as CONTRIBUTING.md says under \"Which test shows which rule\"")
                .isEqualTo(page);
    }

    @Test
    void everyTagIsARow() throws IOException {
        List<String> known = SpecRow.read().stream().map(SpecRow::tag).toList();
        List<TaggedTest> tagged = tagged();

        assertThat(known).doesNotHaveDuplicates();
        assertThat(tagged).isNotEmpty().allMatch(test -> known.contains(test.tag()));
    }

    @Test
    void aTagBelongsToWhatItStandsAt() {
        assertThat(TaggedTest.in("""
                @Tag("RFC7672-D1")
                class FooTest {
                    @Test
                    @Tag("RFC7672-D2")
                    @Tag("RFC7672-D3")
                    void one() {}

                    @Test
                    void two() {}

                    @Tag("RFC7672-D4")
                    @ParameterizedTest
                    @MethodSource("rows")
                    void three(String name) {}
                }
                """))
                .containsExactly(
                        new TaggedTest("RFC7672-D1", "FooTest"),
                        new TaggedTest("RFC7672-D2", "FooTest.one"),
                        new TaggedTest("RFC7672-D3", "FooTest.one"),
                        new TaggedTest("RFC7672-D4", "FooTest.three"));
    }

    private static List<TaggedTest> tagged() throws IOException {
        List<TaggedTest> found = new ArrayList<>();
        for (Path file : testSources()) {
            found.addAll(TaggedTest.in(Files.readString(file)));
        }
        return found;
    }

    private static List<Path> testSources() throws IOException {
        try (Stream<Path> files = Files.find(
                SpecRow.ROOT,
                Integer.MAX_VALUE,
                (file, attributes) -> attributes.isRegularFile()
                        && file.toString().endsWith(".java")
                        && file.toString().contains("/src/test/java/"))) {
            return files.filter(file -> !file.endsWith("SpecCoverageTest.java"))
                    .sorted()
                    .toList();
        }
    }

    private static String page(List<SpecRow> rows, List<TaggedTest> tagged) {
        StringBuilder page = new StringBuilder("""
                # Which test shows which rule

                Made of `build/spec-rows.txt` and the tests' tags; `SpecCoverageTest` keeps it true. The numbers behind RFC 7672, RFC 8461
                and the DSK guidance are ours; those of BSI TR-03108-P are our reading of its list of cases, so there the words count. A
                test that is named is one that fails if the rule is broken; it need not be the only one.
                """);
        String family = "";
        for (SpecRow row : rows) {
            if (!row.family().equals(family)) {
                family = row.family();
                page.append("\n## ").append(family).append("\n\n| Row | Source | Rule | Tests |\n|---|---|---|---|\n");
            }
            page.append("| ").append(row.tag()).append(" | ").append(row.source());
            page.append(" | ")
                    .append(row.rule())
                    .append(" | ")
                    .append(tests(row, tagged))
                    .append(" |\n");
        }
        return page.toString();
    }

    private static String tests(SpecRow row, List<TaggedTest> tagged) {
        String tests = tagged.stream()
                .filter(test -> test.tag().equals(row.tag()))
                .map(test -> "`" + test.test() + "`")
                .distinct()
                .sorted()
                .collect(Collectors.joining("<br>"));
        return tests.isEmpty() ? "**none yet**" : tests;
    }
}
