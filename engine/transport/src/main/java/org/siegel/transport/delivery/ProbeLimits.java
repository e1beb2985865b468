package org.siegel.transport.delivery;

import java.time.Duration;

/**
 * How much other people's mail servers are asked of us.
 *
 * @param perMinute probes of one address in a minute, however many domains share it; at least 1
 * @param wasteful  a probe that took so long and came to nothing was a waste
 * @param wasted    after so many of them in a row the address is left alone; at least 1
 * @param rest      for so long
 */
public record ProbeLimits(int perMinute, Duration wasteful, int wasted, Duration rest) {

    /** Thirty in a minute; after three wastes of twenty seconds ten minutes of rest. */
    public static final ProbeLimits STANDARD = new ProbeLimits(30, Duration.ofSeconds(20), 3, Duration.ofMinutes(10));

    public ProbeLimits {
        if (perMinute < 1 || wasted < 1) {
            throw new IllegalArgumentException("there must be a probe to begin with");
        }
    }
}
