package org.siegel.mailets.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OneLineTest {

    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "abc,abc",
                "' a  b ',a b",
                "abcdef,abcde…",
                "abcde,abcde",
                "'abcde   ',abcde",
                "a🎉🎉🎉🎉🎉,a🎉🎉🎉🎉…"
            })
    void isTrimmedAndCut(String text, String line) {
        assertThat(OneLine.of(text, 5)).isEqualTo(line);
    }

    @Test
    void keepsWhatJoinsLettersAndEmoji() {
        assertThat(OneLine.of("👩\u200d👧", 10)).isEqualTo("👩\u200d👧");
    }

    @Test
    void isOneLineWhateverComesIn() {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(42);
        for (int round = 0; round < 2_000; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(60); i > 0; i--) {
                text.append((char) (random.nextBoolean() ? random.nextInt(0x100) : random.nextInt(0x10000)));
            }
            String line = OneLine.of(text.toString(), 40);
            assertThat(line.codePointCount(0, line.length())).isLessThanOrEqualTo(42);
            assertThat(line.codePoints())
                    .noneMatch(point -> Character.isISOControl(point)
                            || Character.getType(point) == Character.SURROGATE
                            || Character.getType(point) == Character.LINE_SEPARATOR
                            || Character.getType(point) == Character.PARAGRAPH_SEPARATOR);
            assertThat(line).isEqualTo(line.strip());
        }
    }
}
