package org.siegel.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Arrows point down, and only where they are drawn. */
class ArrowsTest {

    private static final DescribedPredicate<JavaClass> JAMES = resideInAnyPackage(
                    "org.apache.james..",
                    "org.apache.mailet..",
                    "jakarta.mail..",
                    "javax.mail..",
                    "com.google.inject..")
            .and(describe("not the MIME parser", type -> !type.getPackageName().startsWith("org.apache.james.mime4j")))
            .as("types of James");

    /** Built after the product, and not shipped. */
    private static final List<String> NOT_SHIPPED = List.of("architecture", "integration-tests", "benchmarks");

    @Test
    void everyModuleOfTheReactorHasItsPlaceHere() throws IOException {
        var modules = Pattern.compile("<module>([^<]+)</module>")
                .matcher(Files.readString(Part.ROOT.resolve("pom.xml")))
                .results()
                .map((MatchResult module) -> module.group(1));
        var places = Stream.concat(Part.all().stream().map(Part::directory), NOT_SHIPPED.stream());
        assertThat(modules).containsExactlyInAnyOrderElementsOf(places.toList());
    }

    @ParameterizedTest
    @MethodSource("org.siegel.architecture.Part#all")
    void aPartLivesInItsPackage(Part part) {
        classes().should().resideInAPackage(part.packages()).check(part.classes());
    }

    @ParameterizedTest
    @MethodSource("org.siegel.architecture.Part#all")
    void aPartKnowsOnlyThoseItHasAnArrowTo(Part part) {
        var others = Part.all().stream().filter(other -> !part.mayKnow(other));
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(others.map(Part::packages).toArray(String[]::new))
                .check(part.classes());
    }

    @ParameterizedTest
    @MethodSource("org.siegel.architecture.Part#all")
    void theEngineKnowsNothingOfJames(Part part) {
        if (!part.mayKnowJames()) {
            noClasses().should().dependOnClassesThat(JAMES).check(part.classes());
        }
    }

    @Test
    void thePolicyNeedsNothingButTheJdk() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(Part.POLICY.packages(), "java..", "org.jspecify.annotations..")
                .check(Part.POLICY.classes());
    }

    @ParameterizedTest
    @MethodSource("org.siegel.architecture.Part#all")
    void thePackagesOfAPartAreInAnOrder(Part part) {
        slices().assignedFrom(new ByPackage()).should().beFreeOfCycles().check(part.classes());
    }

    private static final class ByPackage implements SliceAssignment {

        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            return SliceIdentifier.of(type.getPackageName());
        }

        @Override
        public String getDescription() {
            return "packages";
        }
    }
}
