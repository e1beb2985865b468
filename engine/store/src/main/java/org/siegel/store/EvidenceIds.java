package org.siegel.store;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.UUID;

/** UUIDs of version 7 that ascend even within a millisecond and when the clock is set back (RFC 9562 §6.2, method 1). */
final class EvidenceIds {

    private static final long VERSION_7 = 0x7000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;
    private static final long RANDOM_62_BITS = 0x3FFF_FFFF_FFFF_FFFFL;
    private static final long LAST_MILLI = (1L << 48) - 1;
    private static final Instant LAST = Instant.ofEpochMilli(LAST_MILLI);
    private static final int COUNTER_LIMIT = 1 << 12;

    @AtTheEdge
    private final SecureRandom random;

    private long millis;
    private int counter;

    @AtTheEdge
    EvidenceIds(SecureRandom random) {
        this.random = random;
    }

    @AtTheEdge
    synchronized UUID next(Instant now) {
        counter++;
        if (now.toEpochMilli() > millis) {
            startMillisecond(now.toEpochMilli());
        } else if (counter == COUNTER_LIMIT) {
            // RFC 9562 §6.2: an exhausted counter may be carried into the timestamp.
            startMillisecond(millis + 1);
        }
        return new UUID((millis << 16) | VERSION_7 | counter, VARIANT | (random.nextLong() & RANDOM_62_BITS));
    }

    /** The least id that a record of this instant or later can have. */
    static UUID least(Instant instant) {
        long start = instant.isBefore(Instant.EPOCH) ? 0 : instant.isAfter(LAST) ? LAST_MILLI : instant.toEpochMilli();
        return new UUID((start << 16) | VERSION_7, VARIANT);
    }

    /** RFC 9562 §6.2: the leftmost bit of the counter starts as zero, as room for counting. */
    @AtTheEdge
    private void startMillisecond(long start) {
        millis = start;
        counter = random.nextInt(COUNTER_LIMIT / 2);
    }
}
