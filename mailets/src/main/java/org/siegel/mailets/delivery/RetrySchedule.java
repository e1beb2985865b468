package org.siegel.mailets.delivery;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How long to wait after which attempt, as administrators know it from James's {@code delayTime}:
 * {@code 5 min, 3*30 min, 2 h}.
 *
 * @param delays     after the first attempt, the second, and so on; the last one is repeated; not empty
 * @param maxRetries how often a mail is tried again before it goes back to its sender
 */
public record RetrySchedule(List<Duration> delays, int maxRetries) {

    private static final Pattern STEP = Pattern.compile(
            "(?:(\\d{1,4})\\s*\\*\\s*)?(\\d{1,9})\\s*(ms|msec|msecs|s|sec|secs|m|min|mins|minute|minutes|h|hour|hours|d|day|days)?");

    public RetrySchedule {
        delays = List.copyOf(delays);
        if (delays.isEmpty() || maxRetries < 0) {
            throw new IllegalArgumentException(
                    "a retry schedule needs at least one delay, and maxRetries of 0 or more");
        }
    }

    /**
     * Reads {@code delayTime}.
     *
     * @throws IllegalArgumentException naming what cannot be read
     */
    public static RetrySchedule parse(String delayTime, int maxRetries) {
        List<Duration> delays = new ArrayList<>();
        for (String step : delayTime.split(",", -1)) {
            Matcher matcher = STEP.matcher(step.strip().toLowerCase(Locale.ROOT));
            if (!matcher.matches()) {
                throw new IllegalArgumentException("delayTime '" + step.strip()
                        + "' is not a delay; write '5 min' or '3*30 min', with commas between");
            }
            int times = matcher.group(1) == null ? 1 : Integer.parseInt(matcher.group(1));
            Duration delay = unit(matcher.group(3)).multipliedBy(Long.parseLong(matcher.group(2)));
            for (int i = 0; i < times; i++) {
                delays.add(delay);
            }
        }
        return new RetrySchedule(delays, maxRetries);
    }

    /** James counts in milliseconds where there is no unit. */
    private static Duration unit(@Nullable String name) {
        return switch (name == null ? "ms" : name.substring(0, Math.min(2, name.length()))) {
            case "ms" -> Duration.ofMillis(1);
            case "s", "se" -> Duration.ofSeconds(1);
            case "m", "mi" -> Duration.ofMinutes(1);
            case "h", "ho" -> Duration.ofHours(1);
            default -> Duration.ofDays(1);
        };
    }

    /** How long to wait after the attempt of that number, 1 for the first. */
    Duration after(int attempt) {
        return delays.get(Math.min(attempt, delays.size()) - 1);
    }

    /** Whether the attempt of that number was the last. */
    boolean isLast(int attempt) {
        return attempt > maxRetries;
    }
}
