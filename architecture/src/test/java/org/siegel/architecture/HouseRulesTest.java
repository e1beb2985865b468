package org.siegel.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.conditions.ArchConditions.be;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules of the house that no compiler knows. */
class HouseRulesTest {

    private static final DescribedPredicate<JavaClass> IN_A_NULL_MARKED_PACKAGE = describe(
            "in a package whose package-info is @NullMarked",
            type -> type.getPackage().isAnnotatedWith(NullMarked.class));

    /** An interface such as List says nothing of it; these say that somebody will write. */
    private static final DescribedPredicate<JavaClass> MADE_TO_BE_CHANGED = describe(
            "made to be changed",
            type -> type.getPackageName().equals("java.util.concurrent.atomic")
                    || type.isAssignableTo(ThreadLocal.class)
                    || type.isAssignableTo(StringBuilder.class)
                    || type.isAssignableTo("java.util.concurrent.ConcurrentMap")
                    || (!type.isInterface()
                            && type.getPackageName().startsWith("java.util")
                            && (type.isAssignableTo(Collection.class) || type.isAssignableTo(Map.class))));

    private static final DescribedPredicate<JavaClass> WITHOUT_MAIN = describe(
            "without a main method",
            type -> type.tryGetMethod("main", String[].class).isEmpty());

    @ParameterizedTest
    @MethodSource("org.siegel.architecture.Part#all")
    void everyPackageSaysThatItIsNullMarked(Part part) {
        classes().should(be(IN_A_NULL_MARKED_PACKAGE)).check(part.classes());
    }

    /** Such a name says that the type has no subject. */
    @ParameterizedTest
    @MethodSource("org.siegel.architecture.Part#all")
    void noTypeIsABagOfMethods(Part part) {
        for (var ending : new String[] {"Util", "Utils", "Helper", "Manager", "Impl"}) {
            noClasses().should().haveSimpleNameEndingWith(ending).check(part.classes());
        }
    }

    @ParameterizedTest
    @MethodSource("org.siegel.architecture.Part#all")
    void nothingStaticIsAssigned(Part part) {
        fields().that().areStatic().should().beFinal().allowEmptyShould(true).check(part.classes());
    }

    @ParameterizedTest
    @MethodSource("org.siegel.architecture.Part#all")
    void nothingStaticChangesInside(Part part) {
        noFields()
                .that()
                .areStatic()
                .should()
                .haveRawType(MADE_TO_BE_CHANGED)
                .allowEmptyShould(true)
                .check(part.classes());
    }

    /** An array can be changed by whoever sees it. */
    @ParameterizedTest
    @MethodSource("org.siegel.architecture.Part#all")
    void noArrayIsSharedAsAConstant(Part part) {
        noFields()
                .that()
                .areStatic()
                .and()
                .areNotPrivate()
                .and()
                .doNotHaveModifier(JavaModifier.SYNTHETIC)
                .should()
                .haveRawType(describe("an array", JavaClass::isArray))
                .allowEmptyShould(true)
                .check(part.classes());
    }

    /** To name a logger of the JDK is allowed: {@code DataSource.getParentLogger} has one in its signature. */
    @ParameterizedTest
    @MethodSource("org.siegel.architecture.Part#all")
    void logsGoToSlf4jAndNowhereElse(Part part) {
        noClasses()
                .should()
                .accessClassesThat()
                .resideInAnyPackage("java.util.logging..", "org.apache.commons.logging..", "org.apache.log4j..")
                .check(part.classes());
    }

    @ParameterizedTest
    @MethodSource("org.siegel.architecture.Part#all")
    void onlyAMainSpeaksToTheConsole(Part part) {
        noClasses().that(WITHOUT_MAIN).should(ACCESS_STANDARD_STREAMS).check(part.classes());
    }
}
