package org.siegel.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AskRulesTest {

    private static final RiskClass NORMAL = new RiskClass("normal", 0);
    private static final RiskClass HIGH = new RiskClass("high", 1);
    private static final RiskClass VERY_HIGH = new RiskClass("very-high", 2);

    private static AskRules rules(Set<Choice> choices, Optional<RiskClass> sendUpTo, Procedure end) {
        return new AskRules(
                choices,
                sendUpTo,
                TransportGrade.MANDATORY,
                Duration.ofDays(3),
                Optional.of(Duration.ofDays(1)),
                end,
                Optional.empty(),
                Optional.empty());
    }

    @Test
    void sendingAsItIsIsOfferedUpToAClassOnly() {
        AskRules rules = rules(EnumSet.allOf(Choice.class), Optional.of(HIGH), Procedure.REFUSE);

        assertThat(rules.choicesFor(NORMAL)).contains(Choice.SEND);
        assertThat(rules.choicesFor(HIGH))
                .containsExactly(Choice.PASSWORD_PDF, Choice.PASSWORD_ZIP, Choice.SEND, Choice.WAIT, Choice.WITHDRAW);
        assertThat(rules.choicesFor(VERY_HIGH)).isNotEmpty().doesNotContain(Choice.SEND);
    }

    @Test
    void byDefaultNothingLeavesUnprotected() {
        assertThat(AskRules.STANDARD.choicesFor(NORMAL)).doesNotContain(Choice.SEND);
        assertThat(AskRules.STANDARD.whenExpired()).isEqualTo(Procedure.REFUSE);
    }

    @ParameterizedTest
    @EnumSource(
            value = Procedure.class,
            names = {"DELIVER", "ASK_SENDER"})
    void whatIsNoEndIsRefused(Procedure procedure) {
        assertThatThrownBy(() -> rules(EnumSet.of(Choice.WITHDRAW), Optional.empty(), procedure))
                .hasMessageContaining(procedure.configName());
    }

    @Test
    void whoMaySendMustBeSaidUpToWhichClass() {
        assertThatThrownBy(() -> rules(EnumSet.of(Choice.SEND), Optional.empty(), Procedure.REFUSE))
                .hasMessageContaining("send");
        assertThatThrownBy(() -> rules(EnumSet.of(Choice.WITHDRAW), Optional.of(HIGH), Procedure.REFUSE))
                .hasMessageContaining("send");
        assertThatThrownBy(() -> rules(Set.of(), Optional.empty(), Procedure.REFUSE))
                .hasMessageContaining("choice");
    }

    @Test
    void whereOnlySendingIsOfferedARiskierMailCanOnlyEnd() {
        assertThat(rules(EnumSet.of(Choice.SEND, Choice.WITHDRAW), Optional.of(NORMAL), Procedure.REFUSE)
                        .choicesFor(VERY_HIGH))
                .containsExactly(Choice.WITHDRAW);
    }

    @Test
    void onlyWhatIsOfferedAndSendsSomethingCanBeRemembered() {
        for (Choice choice : Set.of(Choice.WAIT, Choice.WITHDRAW)) {
            assertThatThrownBy(() -> remember(choice)).hasMessageContaining("decided on by itself");
        }
        assertThatThrownBy(() -> new AskRules(
                        EnumSet.of(Choice.WITHDRAW),
                        Optional.empty(),
                        TransportGrade.MANDATORY,
                        Duration.ofDays(3),
                        Optional.empty(),
                        Procedure.REFUSE,
                        Optional.of(remember(Choice.PASSWORD_PDF)),
                        Optional.empty()))
                .hasMessageContaining("cannot be remembered");
        AskRules rules = new AskRules(
                EnumSet.of(Choice.SEND, Choice.PASSWORD_PDF, Choice.WITHDRAW),
                Optional.of(NORMAL),
                TransportGrade.MANDATORY,
                Duration.ofDays(3),
                Optional.empty(),
                Procedure.REFUSE,
                Optional.of(remember(Choice.SEND)),
                Optional.empty());
        assertThat(rules.canBeRemembered(Choice.SEND, NORMAL)).isTrue();
        assertThat(rules.canBeRemembered(Choice.SEND, HIGH)).isFalse();
        assertThat(rules.canBeRemembered(Choice.PASSWORD_PDF, NORMAL)).isFalse();
        assertThat(AskRules.STANDARD.canBeRemembered(Choice.PASSWORD_PDF, NORMAL))
                .isFalse();
    }

    @Test
    void aSenderDecidesAboutPasswordsOnlyWhereThereAreAny() {
        assertThat(AskRules.STANDARD.passwords()).isEmpty();
        assertThat(passwords(Choice.PASSWORD_ZIP, PasswordWay.SMS).passwords()).containsExactly(PasswordWay.SMS);
        assertThatThrownBy(() -> passwords(Choice.WITHDRAW, PasswordWay.SMS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("password-pdf or password-zip");
        assertThatThrownBy(() -> passwords(Choice.PASSWORD_PDF, PasswordWay.BY_RULE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not listed");
    }

    @ParameterizedTest
    @EnumSource
    void whatASenderChoosesCountsUnlessTheDatabaseIsToHoldNoPassword(PasswordMode chosen) {
        assertThat(SealingWay.STANDARD.chosen(chosen).password()).isEqualTo(chosen);
        SealingWay derived = new SealingWay(AttachmentLayout.AUTO, false, PasswordMode.DERIVED);
        assertThat(derived.chosen(chosen)).isEqualTo(derived);
    }

    private static AskRules passwords(Choice choice, PasswordWay way) {
        return new AskRules(
                EnumSet.of(choice),
                Optional.empty(),
                TransportGrade.MANDATORY,
                Duration.ofDays(3),
                Optional.empty(),
                Procedure.REFUSE,
                Optional.empty(),
                Optional.empty(),
                EnumSet.of(way));
    }

    private static RememberRules remember(Choice choice) {
        return new RememberRules(EnumSet.of(choice), RememberRules.Reach.SENDER, Duration.ofDays(90));
    }
}
