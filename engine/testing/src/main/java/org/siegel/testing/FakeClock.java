package org.siegel.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that stands still until the test moves it. All views made by {@link #withZone} share one time. Thread-safe. */
public final class FakeClock extends Clock {
    private final AtomicReference<Instant> now;
    private final ZoneId zone;

    private FakeClock(AtomicReference<Instant> now, ZoneId zone) {
        this.now = now;
        this.zone = zone;
    }

    /** A clock in UTC that shows the given time. */
    public static FakeClock at(Instant start) {
        return new FakeClock(new AtomicReference<>(start), ZoneOffset.UTC);
    }

    /** A clock in UTC that shows the given time in ISO-8601, such as {@code 2026-03-01T10:00:00Z}. */
    public static FakeClock at(String start) {
        return at(Instant.parse(start));
    }

    /** Moves the clock on, or back when the duration is negative. */
    public void advance(Duration step) {
        now.updateAndGet(instant -> instant.plus(step));
    }

    /** Sets the clock to this time, which may lie in the past. */
    public void set(Instant instant) {
        now.set(instant);
    }

    @Override
    public Instant instant() {
        return now.get();
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    @Override
    public Clock withZone(ZoneId other) {
        return new FakeClock(now, other);
    }
}
