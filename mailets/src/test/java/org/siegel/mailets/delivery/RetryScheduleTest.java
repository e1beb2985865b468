package org.siegel.mailets.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetryScheduleTest {

    @Test
    void delayTimeIsReadAsJamesReadsIt() {
        RetrySchedule schedule = RetrySchedule.parse("5000, 2*10 min,1h, 1 day", 4);

        assertThat(schedule.delays())
                .containsExactly(
                        Duration.ofSeconds(5),
                        Duration.ofMinutes(10),
                        Duration.ofMinutes(10),
                        Duration.ofHours(1),
                        Duration.ofDays(1));
    }

    @Test
    void theLastDelayIsRepeatedUntilTheRetriesEnd() {
        RetrySchedule schedule = RetrySchedule.parse("1 s, 2 s", 3);

        assertThat(schedule.after(1)).isEqualTo(Duration.ofSeconds(1));
        assertThat(schedule.after(3)).isEqualTo(Duration.ofSeconds(2));
        assertThat(schedule.isLast(3)).isFalse();
        assertThat(schedule.isLast(4)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "5 parsecs", "-1 s", "1 s,,2 s", "99999*1 s"})
    void whatIsNoDelayIsNamed(String text) {
        assertThatThrownBy(() -> RetrySchedule.parse(text, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("delayTime");
    }
}
