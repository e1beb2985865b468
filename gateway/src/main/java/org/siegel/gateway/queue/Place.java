package org.siegel.gateway.queue;

import java.util.Comparator;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a mail stands in its queue. It is also the name of its file.
 *
 * @param due milliseconds since 1970 from when on it may be taken; 0 for at once
 * @param priority 0 to 9, nine goes first
 * @param number counts up within the queue, over all restarts: no two mails ever share one
 * @param attempts how often it was put back since the start; not in the name
 * @param destination the domain it goes to, empty if it has none; null as long as nobody has read it since the start; not in the name
 */
record Place(
        long due,
        int priority,
        long number,
        int attempts,
        @Nullable String destination) {

    static final Comparator<Place> URGENT_FIRST =
            Comparator.comparingInt(Place::priority).reversed().thenComparingLong(Place::number);

    private static final Pattern FILE_NAME = Pattern.compile("([0-7][0-9a-f]{15})-([0-9])-([0-7][0-9a-f]{15})\\.mail");

    Place(long due, int priority, long number) {
        this(due, priority, number, 0, null);
    }

    /** The place that the name of a file says; empty if it is the name of something else. */
    static Optional<Place> of(String fileName) {
        var matcher = FILE_NAME.matcher(fileName);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        return Optional.of(new Place(
                HexFormat.fromHexDigitsToLong(matcher.group(1)),
                Integer.parseInt(matcher.group(2)),
                HexFormat.fromHexDigitsToLong(matcher.group(3))));
    }

    String fileName() {
        return String.format(Locale.ROOT, "%016x-%d-%016x.mail", due, priority, number);
    }

    Place atOnce() {
        return new Place(0, priority, number, attempts, destination);
    }

    Place afterAnotherAttempt() {
        return new Place(due, priority, number, attempts + 1, destination);
    }

    Place to(String domain) {
        return new Place(due, priority, number, attempts, domain);
    }
}
