package org.siegel.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.siegel.policy.SealingRules.Scope;
import org.siegel.policy.SealingRules.Special;

/** What is said of the nearest counts. */
class SealingRulesTest {

    private static final RiskClass NORMAL = new RiskClass("normal", 0);
    private static final RiskClass HIGH = new RiskClass("high", 1);
    private static final Optional<DomainName> LABOR = Optional.of(DomainName.of("labor.example"));

    private final SealingRules rules = new SealingRules(
            new SealingWay(AttachmentLayout.EMBED, false, PasswordMode.PER_MAIL),
            List.of(
                    special(new Scope.InClass(HIGH), AttachmentLayout.SEPARATE, true),
                    special(new Scope.Domain(DomainName.of("labor.example")), AttachmentLayout.ZIP, null),
                    special(new Scope.Address("Anna@labor.example"), AttachmentLayout.AUTO, null),
                    special(new Scope.Address("bernd@labor.example"), null, false)));

    @Test
    void whoIsNotNamedGetsTheStandard() {
        assertThat(rules.wayFor("x@other.example", Optional.of(DomainName.of("other.example")), NORMAL))
                .isEqualTo(new SealingWay(AttachmentLayout.EMBED, false, PasswordMode.PER_MAIL));
        assertThat(rules.wayFor("x@[192.0.2.1]", Optional.empty(), NORMAL))
                .isEqualTo(new SealingWay(AttachmentLayout.EMBED, false, PasswordMode.PER_MAIL));
    }

    @Test
    void theDomainCountsBeforeTheClassAndTheMailboxBeforeTheDomain() {
        assertThat(rules.wayFor("x@other.example", Optional.of(DomainName.of("other.example")), HIGH))
                .isEqualTo(new SealingWay(AttachmentLayout.SEPARATE, true, PasswordMode.PER_MAIL));
        assertThat(rules.wayFor("x@labor.example", LABOR, HIGH))
                .isEqualTo(new SealingWay(AttachmentLayout.ZIP, true, PasswordMode.PER_MAIL));
        assertThat(rules.wayFor("anna@Labor.example", LABOR, HIGH))
                .isEqualTo(new SealingWay(AttachmentLayout.AUTO, true, PasswordMode.PER_MAIL));
    }

    @Test
    void whoMayGetNoZipGetsNoneWhateverHisDomainGets() {
        assertThat(rules.wayFor("bernd@labor.example", LABOR, NORMAL))
                .isEqualTo(new SealingWay(AttachmentLayout.AUTO, false, PasswordMode.PER_MAIL));
    }

    @Test
    void aRefusedContainerMeansAReturnUnlessSomethingElseIsSaid() {
        assertThat(rules.wayFor("x@labor.example", LABOR, NORMAL).whenRefused()).isEqualTo(WhenRefused.RETURN);
        var one = new Special(
                new Scope.Domain(DomainName.of("labor.example")),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(WhenRefused.OTHER_CONTAINER),
                Optional.of(MailLanguage.ENGLISH),
                Optional.empty());
        SealingWay way = new SealingRules(SealingWay.STANDARD, List.of(one)).wayFor("x@labor.example", LABOR, NORMAL);
        assertThat(way.whenRefused()).isEqualTo(WhenRefused.OTHER_CONTAINER);
        assertThat(way.language()).contains(MailLanguage.ENGLISH);
    }

    @Test
    void contradictionsAreRefused() {
        assertThatThrownBy(() -> new SealingWay(AttachmentLayout.ZIP, false, PasswordMode.PER_MAIL))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> special(new Scope.InClass(HIGH), AttachmentLayout.ZIP, false))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> special(new Scope.InClass(HIGH), null, null))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Scope.Address("anna")).isInstanceOf(IllegalArgumentException.class);
    }

    private static Special special(Scope scope, AttachmentLayout layout, Boolean zip) {
        return new Special(
                scope,
                Optional.ofNullable(layout),
                Optional.ofNullable(zip),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
