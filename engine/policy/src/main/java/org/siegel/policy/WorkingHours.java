package org.siegel.policy;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Set;

/**
 * When people are at work, so that the time that they are given counts. Holidays count as other days do.
 *
 * @param days  one at least
 * @param from  when a working day begins, by the clock of the zone
 * @param until when it ends, an hour later at least; {@link LocalTime#MIDNIGHT} is the end of the day
 * @param zone  whose clock it is
 */
public record WorkingHours(Set<DayOfWeek> days, LocalTime from, LocalTime until, ZoneId zone) {

    private static final Duration SHORTEST = Duration.ofHours(1);

    public WorkingHours {
        days = Set.copyOf(days);
        if (days.isEmpty()) {
            throw new IllegalArgumentException("nobody ever works: name a day at least");
        }
        Duration length = until.equals(LocalTime.MIDNIGHT)
                ? Duration.ofDays(1).minus(Duration.between(LocalTime.MIDNIGHT, from))
                : Duration.between(from, until);
        if (length.compareTo(SHORTEST) < 0) {
            throw new IllegalArgumentException("working hours from " + from + " until " + until
                    + " are none; they must last an hour at least and cannot go on past midnight");
        }
    }

    /**
     * When so much working time has passed since then. The day on which clocks are set is as long as it is.
     *
     * @param time positive
     */
    public Instant after(Instant start, Duration time) {
        Duration left = time;
        LocalDate day = start.atZone(zone).toLocalDate();
        while (true) {
            if (days.contains(day.getDayOfWeek())) {
                Instant opening = day.atTime(from).atZone(zone).toInstant();
                Instant begin = opening.isBefore(start) ? start : opening;
                Duration here = Duration.between(begin, end(day));
                if (here.compareTo(left) >= 0) {
                    return begin.plus(left);
                }
                left = here.isPositive() ? left.minus(here) : left;
            }
            day = day.plusDays(1);
        }
    }

    private Instant end(LocalDate day) {
        return until.equals(LocalTime.MIDNIGHT)
                ? day.plusDays(1).atStartOfDay(zone).toInstant()
                : day.atTime(until).atZone(zone).toInstant();
    }
}
