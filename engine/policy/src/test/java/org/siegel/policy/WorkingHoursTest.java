package org.siegel.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.EnumSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Clocks in Berlin are set forward on 2026-03-29 at 2:00, and back on 2026-10-25 at 3:00; both are Sundays. */
class WorkingHoursTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Set<DayOfWeek> WEEK = EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY);
    private static final WorkingHours OFFICE = hours(WEEK, "08:00", "17:00");
    private static final WorkingHours ALWAYS = hours(EnumSet.allOf(DayOfWeek.class), "00:00", "00:00");
    private static final WorkingHours NIGHTS = hours(EnumSet.allOf(DayOfWeek.class), "00:00", "06:00");

    private static WorkingHours hours(Set<DayOfWeek> days, String from, String until) {
        return new WorkingHours(days, LocalTime.parse(from), LocalTime.parse(until), BERLIN);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-26T10:00, PT3H,  2026-11-26T13:00", // Thursday
        "2026-11-26T16:00, PT3H,  2026-11-27T10:00",
        "2026-11-26T16:00, PT1H,  2026-11-26T17:00",
        "2026-11-26T05:00, PT1H,  2026-11-26T09:00",
        "2026-11-26T20:00, PT1H,  2026-11-27T09:00",
        "2026-11-27T16:30, PT1H,  2026-11-30T08:30", // over the weekend
        "2026-11-28T12:00, PT1H,  2026-11-30T09:00",
        "2026-11-26T08:00, PT27H, 2026-11-30T17:00",
        "2026-12-31T16:00, PT2H,  2027-01-01T09:00",
    })
    void onlyWorkingTimeCounts(String start, Duration time, String end) {
        assertThat(OFFICE.after(berlin(start), time)).isEqualTo(berlin(end));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-27T16:00, PT2H, 2026-03-30T09:00", // forward
        "2026-10-23T16:00, PT2H, 2026-10-26T09:00", // back
    })
    void aWeekendOnWhichClocksAreSetShiftsNothing(String start, Duration time, String end) {
        assertThat(OFFICE.after(berlin(start), time)).isEqualTo(berlin(end));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-28T06:00, PT7H, 2026-03-30T02:00", // five hours in that night
        "2026-10-24T06:00, PT7H, 2026-10-25T06:00", // seven
        "2026-10-24T06:00, PT3H30M, 2026-10-25T02:30", // the second 2:30 of the two
    })
    void aNightInWhichClocksAreSetIsAsLongAsItIs(String start, Duration time, String end) {
        ZonedDateTime wall = NIGHTS.after(berlin(start), time).atZone(BERLIN);
        assertThat(wall.toLocalDateTime()).hasToString(end);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-03-28T12:00", "2026-10-24T12:00", "2026-11-26T12:00"})
    void whoAlwaysWorksWaitsByTheClock(String start) {
        Instant begin = berlin(start);
        for (int hours = 1; hours < 100; hours++) {
            assertThat(ALWAYS.after(begin, Duration.ofHours(hours))).isEqualTo(begin.plus(Duration.ofHours(hours)));
        }
    }

    @Test
    void aWindowInTheHourThatIsLeftOutIsNoneThatDay() {
        WorkingHours early = hours(EnumSet.of(DayOfWeek.SUNDAY), "02:00", "03:00");

        assertThat(early.after(berlin("2026-03-28T12:00"), Duration.ofMinutes(30)))
                .isEqualTo(berlin("2026-04-05T02:30"));
    }

    /** In two parts it is the same as in one, and never earlier than by the clock. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void partsAddUp(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 200; i++) {
            Instant start = berlin("2026-01-01T00:00").plusSeconds(random.nextInt(365 * 24 * 3600));
            Duration one = Duration.ofMinutes(1 + random.nextInt(3000));
            Duration two = Duration.ofMinutes(1 + random.nextInt(3000));
            for (WorkingHours hours : Set.of(OFFICE, NIGHTS, ALWAYS)) {
                Instant end = hours.after(start, one.plus(two));
                assertThat(end).isEqualTo(hours.after(hours.after(start, one), two));
                assertThat(end).isAfterOrEqualTo(start.plus(one).plus(two));
            }
        }
    }

    @Test
    void hoursThatAreNoneAreRefused() {
        assertThatThrownBy(() -> hours(Set.of(), "08:00", "17:00")).hasMessageContaining("day");
        assertThatThrownBy(() -> hours(WEEK, "17:00", "08:00")).hasMessageContaining("past midnight");
        assertThatThrownBy(() -> hours(WEEK, "08:00", "08:59")).hasMessageContaining("an hour");
        assertThatThrownBy(() -> hours(WEEK, "23:30", "00:00")).hasMessageContaining("an hour");
    }

    private static Instant berlin(String wall) {
        return LocalDateTime.parse(wall).atZone(BERLIN).toInstant();
    }
}
