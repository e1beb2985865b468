package org.siegel.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignInCodeTest {

    private final SecureRandom random = new SecureRandom();

    @Test
    void itIsEightDigitsInTwoGroups() {
        for (int i = 0; i < 1_000; i++) {
            assertThat(SignInCode.random(random).text()).matches("[0-9]{4} [0-9]{4}");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"12345678", "1234 5678", " 1234-5678\t", "12 34 56 78", "1234\u00a05678"})
    void itIsReadHoweverItWasTyped(String typed) {
        assertThat(SignInCode.parse(typed).orElseThrow().text()).isEqualTo("1234 5678");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1234567", "123456789", "1234567a", "\u0661234567\u0668", "+2345678", "1234.5678"})
    void whatIsNoCodeIsNone(String typed) {
        assertThat(SignInCode.parse(typed)).isEmpty();
    }

    @Test
    void itTellsNothingByChance() {
        assertThat(SignInCode.parse("12345678").orElseThrow().toString()).doesNotContain("1234");
    }
}
