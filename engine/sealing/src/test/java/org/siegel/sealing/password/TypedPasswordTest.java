package org.siegel.sealing.password;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The estimate errs on the low side. */
class TypedPasswordTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
                "abcdefghijklmnopqrstuvwxyz0123456789",
                "correct-horse-battery-staple",
                "Sommer2026!",
                "Musterstadt-Rathaus-2026",
                "1234567890123456789012345678901234567890"
            })
    void whatPeopleMakeUpIsBelowTheLowestFloor(String weak) {
        assertThat(TypedPassword.entropy(weak.toCharArray())).isLessThan(EntropyFloors.LOWEST);
    }

    /** Against the true figure: the number of words times log2(7776), eight symbols of 94, and so on. */
    @ParameterizedTest
    @CsvSource({"anker-birne-clown-dolch-eimer-fagott, 78", "xK9#mQ2$vL7@wN4!, 105", "8f3kq02mznx7, 62"})
    void neverMoreThanTheTruth(String typed, int truth) {
        assertThat(TypedPassword.entropy(typed.toCharArray()).bits()).isBetween(truth / 2, truth);
    }

    @Test
    void randomCharactersPassTheFloorForPdf() {
        assertThat(TypedPassword.entropy("k7mq-x3td-9hwp-2bfz-4nrs-8vgy".toCharArray()))
                .isGreaterThanOrEqualTo(EntropyFloors.LOWEST);
    }
}
