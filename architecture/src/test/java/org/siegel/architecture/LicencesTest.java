package org.siegel.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** What is shipped may be shipped, and the NOTICE says whose it is. Reads the list that the build has just made. */
@EnabledIfSystemProperty(
        named = "siegel.sbom",
        matches = ".+\\.json",
        disabledReason = "this build made no list of what is shipped (-Dquick or -P!sbom)")
class LicencesTest {

    /** Ask only to be named, or bind only changes to the library itself. */
    private static final Set<String> PERMITTED = Set.of(
            "0BSD",
            "AL 2.0",
            "Apache-1.0",
            "Apache-2.0",
            "Bouncy Castle Licence",
            "BSD-2-Clause",
            "BSD-3-Clause",
            "CC0-1.0",
            "CDDL-1.0",
            "CDDL-1.1",
            "Copyfree Open Innovation License 0.5",
            "EPL 1.0",
            "EPL-1.0",
            "EPL-2.0",
            "Go License",
            "MIT",
            "MIT-0",
            "MPL-2.0",
            "Public Domain");

    /** Used as a library and named; whoever wants to can build with another version of it (LGPL-2.1, section 6). */
    private static final Set<String> LGPL = Set.of("openhtmltopdf-core", "openhtmltopdf-pdfbox");

    /** Left out of the extension jars, because James brings them or because only the compiler reads them. */
    private static final Set<String> NOT_IN_THE_JAR =
            Set.of("slf4j-api", "commons-logging", "jspecify", "error_prone_annotations");

    private static BillOfMaterials bill;

    @BeforeAll
    static void read() throws IOException {
        bill = BillOfMaterials.read(Part.ROOT.resolve(System.getProperty("siegel.sbom")));
    }

    @Test
    void everythingShippedHasALicenceThatPermitsIt() {
        assertThat(bill.components())
                .isNotEmpty()
                .filteredOn(component -> component.licences().stream().noneMatch(PERMITTED::contains))
                .filteredOn(component -> !LGPL.contains(component.name())
                        || !component.licences().contains("LGPL-2.1-or-later"))
                .as("shipped under none of the permitted licences (LicencesTest lists them)")
                .isEmpty();
    }

    @Test
    void allProductsAreOnTheList() {
        assertThat(bill.components())
                .extracting(BillOfMaterials.Component::name)
                .contains("siegel-james-conf", "siegel-worker", "siegel-gateway", "james-server-core");
    }

    @Test
    void theNoticeNamesEverythingInTheExtensionJar() throws IOException {
        assertThat(bill.neededBy("siegel-james-conf")).hasSizeGreaterThan(10);
        assertThat(unnamed("siegel-james-conf", NOT_IN_THE_JAR))
                .as("not named in NOTICE")
                .isEmpty();
    }

    @Test
    void theNoticeNamesEverythingInTheWorkersJar() throws IOException {
        assertThat(bill.neededBy("siegel-worker")).hasSizeGreaterThan(30);
        assertThat(unnamed("siegel-worker", Set.of("jspecify", "error_prone_annotations")))
                .as("not named in NOTICE")
                .isEmpty();
    }

    private static List<BillOfMaterials.Component> unnamed(String product, Set<String> left) throws IOException {
        var words = List.of(Files.readString(Part.ROOT.resolve("NOTICE")).split("[\\s,;()]+"));
        return bill.neededBy(product).stream()
                .filter(component -> !component.name().startsWith("siegel-"))
                .filter(component -> !left.contains(component.name()))
                .filter(component -> !words.contains(component.name()))
                .toList();
    }
}
