package org.siegel.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RequirementTest {
    private static final RiskClass NORMAL = new RiskClass("normal", 0);
    private static final RiskClass HIGH = new RiskClass("high", 1);
    private static final DomainName PRAXIS = DomainName.of("praxis.test");
    private static final Clock TODAY = Clock.fixed(Instant.parse("2026-11-23T12:00:00Z"), ZoneOffset.UTC);

    @ParameterizedTest
    @EnumSource
    void theClearMailGoesOnlyWhereTheRequiredGradeIsPredicted(TransportGrade predicted) {
        Decision decision = policy().requirement(HIGH, PRAXIS, TODAY).decide(new Outlook.Predicted(predicted));

        assertThat(decision)
                .isEqualTo(
                        predicted == TransportGrade.QUALIFIED
                                ? new Decision(Procedure.DELIVER, TransportGrade.QUALIFIED)
                                : new Decision(Procedure.PASSWORD_PDF, TransportGrade.MANDATORY));
    }

    @Test
    void anUndeterminedOutlookKeepsTheFullDemand() {
        assertThat(policy().requirement(HIGH, PRAXIS, TODAY).decide(new Outlook.Undetermined()))
                .isEqualTo(new Decision(Procedure.DELIVER, TransportGrade.QUALIFIED));
    }

    @Test
    void exhaustedPatienceLeadsToTheOtherProcedure() {
        assertThat(policy().requirement(HIGH, PRAXIS, TODAY).decide(new Outlook.Exhausted()))
                .isEqualTo(new Decision(Procedure.PASSWORD_PDF, TransportGrade.MANDATORY));
    }

    @Test
    void anExceptionHoldsForItsDomainUntilTheEndOfItsLastDay() {
        var until = LocalDate.of(2026, 11, 23);
        var exception = new DomainException(
                PRAXIS, Optional.of(TransportGrade.MANDATORY), Optional.empty(), "agreed by letter", until);
        Policy policy = policy(exception);

        assertThat(policy.requirement(HIGH, PRAXIS, TODAY).requiredGrade()).isEqualTo(TransportGrade.MANDATORY);
        assertThat(policy.requirement(HIGH, DomainName.of("sub.praxis.test"), TODAY)
                        .requiredGrade())
                .isEqualTo(TransportGrade.QUALIFIED);
        Clock tomorrow = Clock.offset(TODAY, Duration.ofDays(1));
        assertThat(policy.requirement(HIGH, PRAXIS, tomorrow).requiredGrade()).isEqualTo(TransportGrade.QUALIFIED);
        assertThat(policy.expiredExceptions(tomorrow)).containsExactly(exception);
    }

    @Test
    void anUnknownClassNameCountsAsTheHighestClass() {
        assertThat(policy().classNamed("gone")).isEqualTo(HIGH);
    }

    @Test
    void aRuleCannotDeliverBelowItsOwnGrade() {
        assertThatThrownBy(() -> new ClassRule(TransportGrade.MANDATORY, Procedure.DELIVER, Procedure.DELIVER))
                .hasMessageContaining("below its grade");
    }

    @Test
    void everyClassNeedsARule() {
        assertThatThrownBy(() -> new Policy(
                        "1", "Org", List.of(NORMAL, HIGH), NORMAL, content(), Map.of(), List.of(), transport()))
                .hasMessageContaining("'normal'");
    }

    private static Policy policy(DomainException... exceptions) {
        return new Policy(
                "1",
                "Org",
                List.of(NORMAL, HIGH),
                NORMAL,
                content(),
                Map.of(
                        NORMAL,
                        new ClassRule(TransportGrade.MANDATORY, Procedure.DELIVER, Procedure.PASSWORD_PDF),
                        HIGH,
                        new ClassRule(TransportGrade.QUALIFIED, Procedure.DELIVER, Procedure.PASSWORD_PDF)),
                List.of(exceptions),
                transport());
    }

    private static ContentRules content() {
        return new ContentRules(Map.of(), List.of(), List.of(), List.of(), NORMAL);
    }

    private static TransportRules transport() {
        return new TransportRules(
                "bsi-practical", Set.of(MxTrust.DNSSEC), List.of(), TransportGrade.MANDATORY, Duration.ofHours(4));
    }

    @Test
    void mailOfProgramsNeedsTheGradeOfItsClassWhereItCannotBeSealed() {
        assertThat(policy().unsealed(UnsealedKind.AUTOMATIC, HIGH, PRAXIS, TODAY))
                .contains(new Decision(Procedure.DELIVER, TransportGrade.QUALIFIED));
        assertThat(policy().unsealed(UnsealedKind.MEETING_REQUEST, HIGH, PRAXIS, TODAY))
                .as("sealed unless the officer says otherwise")
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void theOfficerMayLetThemGoAtALowerGradeUpToAClass(UnsealedKind kind) {
        Policy policy = unsealing(kind, NORMAL, TransportGrade.OPPORTUNISTIC, Procedure.DELIVER);
        assertThat(policy.unsealed(kind, NORMAL, PRAXIS, TODAY))
                .contains(new Decision(Procedure.DELIVER, TransportGrade.OPPORTUNISTIC));
        assertThat(policy.unsealed(kind, HIGH, PRAXIS, TODAY).map(Decision::demand))
                .isNotEqualTo(Optional.of(TransportGrade.OPPORTUNISTIC));
    }

    @ParameterizedTest
    @EnumSource
    void whatAnExceptionRaisedForADomainIsNotLowered(UnsealedKind kind) {
        var raised = new DomainException(
                PRAXIS, Optional.of(TransportGrade.QUALIFIED), Optional.empty(), "agreed", LocalDate.of(2026, 12, 31));
        Policy policy = unsealing(kind, NORMAL, TransportGrade.OPPORTUNISTIC, Procedure.DELIVER, raised);
        assertThat(policy.unsealed(kind, NORMAL, PRAXIS, TODAY))
                .contains(new Decision(Procedure.DELIVER, TransportGrade.QUALIFIED));
    }

    @Test
    void aClassWhoseContentIsAlwaysProtectedLetsNothingGoUnsealed() {
        Policy policy = unsealing(UnsealedKind.AUTOMATIC, NORMAL, TransportGrade.NONE, Procedure.PASSWORD_PDF);
        assertThat(policy.unsealed(UnsealedKind.AUTOMATIC, HIGH, PRAXIS, TODAY)).isEmpty();
        assertThatThrownBy(
                        () -> unsealing(UnsealedKind.AUTOMATIC, HIGH, TransportGrade.QUALIFIED, Procedure.PASSWORD_PDF))
                .hasMessageContaining("never delivered as it is");
    }

    private static Policy unsealing(
            UnsealedKind kind,
            RiskClass upTo,
            TransportGrade grade,
            Procedure whenHighIsReached,
            DomainException... exceptions) {
        Policy plain = policy(exceptions);
        Map<RiskClass, ClassRule> rules = Map.of(
                NORMAL,
                new ClassRule(TransportGrade.MANDATORY, Procedure.DELIVER, Procedure.PASSWORD_PDF),
                HIGH,
                new ClassRule(TransportGrade.QUALIFIED, whenHighIsReached, Procedure.PASSWORD_PDF));
        return new Policy(
                plain.edition(),
                plain.organisation(),
                plain.classes(),
                plain.defaultClass(),
                plain.content(),
                rules,
                plain.exceptions(),
                plain.transport(),
                new SealingRules(SealingWay.STANDARD, List.of(), List.of(new UnsealedRule(kind, upTo, grade))),
                plain.asking());
    }
}
