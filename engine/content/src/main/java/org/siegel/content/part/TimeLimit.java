package org.siegel.content.part;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/** How long the look into one mail may take in this process; what worker processes do has a limit of its own. For one thread. */
public final class TimeLimit {

    /** Asking for the time costs as much as reading some hundred bytes. */
    private static final int WORK_BETWEEN_LOOKS = 32 * 1024;

    private final Optional<Duration> limit;
    private final LongSupplier nanos;
    private final long began;
    private long work;
    private boolean up;

    /**
     * Begins now.
     *
     * @param limit empty if there is none
     * @param nanos the time in nanoseconds, from any beginning
     */
    public TimeLimit(Optional<Duration> limit, LongSupplier nanos) {
        this.limit = limit;
        this.nanos = nanos;
        this.began = nanos.getAsLong();
    }

    /** Never ends. */
    public static TimeLimit none() {
        return new TimeLimit(Optional.empty(), () -> 0);
    }

    /** Takes note of so many bytes or characters of work; whether the time is up. */
    public boolean isUpAfter(long more) {
        work += more;
        if (work >= WORK_BETWEEN_LOOKS && !up) {
            work = 0;
            up = limit.filter(most -> nanos.getAsLong() - began > most.toNanos())
                    .isPresent();
        }
        return up;
    }

    /** Once it is, it stays so. */
    public boolean isUp() {
        return up;
    }
}
