package org.siegel.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a comment or a page cites can be looked up. */
class CitationsTest {

    private static final Set<String> ENDINGS = Set.of("java", "md", "xml", "properties", "xsd", "csv", "sql");
    /** Made by the build, by git, or by running; and this test's own examples. */
    private static final Set<String> NOT_OURS = Set.of("target", ".git", "work", "CitationsTest.java");

    @Test
    void everySectionThatIsCitedExists() throws IOException {
        var sections = RfcSections.read(Part.ROOT.resolve("build"));
        var cited = 0;
        var missing = new ArrayList<String>();
        for (var file : sources()) {
            for (var citation : Citation.in(Files.readString(file))) {
                cited++;
                if (!sections.have(citation)) {
                    missing.add(Part.ROOT.relativize(file) + ": " + citation);
                }
            }
        }
        assertThat(missing)
                .as(
                        "No such section in build/rfc-sections*.txt. Correct the citation; or, if the RFC itself is not listed"
                                + " there, add its sections to rfc-sections-more.txt from the RFC's own table of contents")
                .isEmpty();
        assertThat(cited).as("citations found at all").isPositive();
    }

    @Test
    void everyCitationIsWrittenInTheFormThatIsChecked() throws IOException {
        var unclear = new ArrayList<String>();
        for (var file : sources()) {
            for (var passage : Citation.unclearIn(Files.readString(file))) {
                unclear.add(Part.ROOT.relativize(file) + ": " + passage);
            }
        }
        assertThat(unclear).as("Write RFC 5321 §4.2, §4.3").isEmpty();
    }

    @Test
    void aCitationGoesOnOverLinesAndLists() {
        assertThat(Citation.in("""
                        /**
                         * As in RFC 5321
                         * §2.3.8, §4.5.2. A list ends there (RFC 8446 §B.4 and §4.2.3), or (RFC 1035
                         * §4.1-§4.3; RFC 2034). RFC 7672 §2.2: A
                         */
                        """))
                .extracting(Citation::toString)
                .containsExactly(
                        "RFC 5321 §2.3.8",
                        "RFC 5321 §4.5.2",
                        "RFC 8446 §B.4",
                        "RFC 8446 §4.2.3",
                        "RFC 1035 §4.1",
                        "RFC 1035 §4.3",
                        "RFC 2034",
                        "RFC 7672 §2.2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "RFC7672 §2.2",
                "RFC-7672",
                "RFC 7672, section 2.2",
                "RFC 7672 (Section 2.2)",
                "Section 2.2 of RFC 7672",
                "RFC 7672 §§2.2",
                "RFC 7672 § 2.2",
                "RFC 7672 §2.2, 2.3",
                "RFC 7672\n * §2.2 and 2.3"
            })
    void otherWaysToCiteAreNoticed(String text) {
        assertThat(Citation.unclearIn(text)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"RFC 7672 §9.9", "RFC 7672 §2.2, §9.9", "RFC 9999", "RFC 9999 §1"})
    void whatDoesNotExistIsNoticed(String text) throws IOException {
        var sections = RfcSections.read(Part.ROOT.resolve("build"));
        assertThat(Citation.in(text)).isNotEmpty().anyMatch(citation -> !sections.have(citation));
    }

    private static List<Path> sources() throws IOException {
        var found = new ArrayList<Path>();
        Files.walkFileTree(Part.ROOT, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                return isOurs(folder) ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                var name = file.getFileName().toString();
                if (isOurs(file) && ENDINGS.contains(name.substring(name.lastIndexOf('.') + 1))) {
                    found.add(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return found;
    }

    private static boolean isOurs(Path path) {
        return path.equals(Part.ROOT) || !NOT_OURS.contains(path.getFileName().toString());
    }
}
