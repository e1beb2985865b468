package org.siegel.gateway.queue;

import java.time.Clock;

/**
 * The time as it passes, in milliseconds. It starts as the clock has it, and stands still where that is set back: whoever waits until
 * then does not wait for the clock to catch up. Where the clock is set forward it goes along, as after a sleep of the machine.
 */
final class OnwardClock {

    private final Clock clock;
    private long last;
    private long behind;

    OnwardClock(Clock clock) {
        this.clock = clock;
        this.last = clock.millis();
    }

    synchronized long millis() {
        long now = clock.millis();
        if (now < last) {
            behind += last - now;
        }
        last = now;
        return now + behind;
    }

    /** What the clock shows, or would show, at that time. */
    synchronized long onTheClock(long millis) {
        return millis - behind;
    }
}
