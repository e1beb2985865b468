package org.siegel.transport.resolver;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Whether a resolver counts as down. One unanswered question does not make it so: the name servers of that one name may be
 * to blame.
 */
final class Standing {

    static final Duration PAUSE = Duration.ofSeconds(30);

    private static final int FAILURES = 3;

    private final Clock clock;
    private int failures;
    private Instant retry = Instant.MIN;

    Standing(Clock clock) {
        this.clock = clock;
    }

    synchronized boolean isDown() {
        return failures >= FAILURES;
    }

    /** Whether this ends a time of being down. */
    synchronized boolean noteAnswer() {
        boolean wasDown = isDown();
        failures = 0;
        return wasDown;
    }

    /**
     * Whether it is down from now on.
     *
     * @param isCertain if one such failure says so
     */
    synchronized boolean noteFailure(boolean isCertain) {
        boolean wasDown = isDown();
        failures = isCertain ? FAILURES : failures + 1;
        retry = clock.instant().plus(PAUSE);
        return !wasDown && isDown();
    }

    /** Whether it is down, its pause is over, and the caller is the first who could try again. */
    synchronized boolean claimRetry() {
        Instant now = clock.instant();
        if (!isDown() || now.isBefore(retry)) {
            return false;
        }
        retry = now.plus(PAUSE);
        return true;
    }
}
