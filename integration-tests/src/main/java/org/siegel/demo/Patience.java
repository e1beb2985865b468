package org.siegel.demo;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for what another process does and nobody announces. */
@AtTheEdge
final class Patience {

    private static final long INTERVAL_MILLIS = 100;

    private Patience() {}

    /** Whether it became true in time; looked at every 100 ms. */
    static boolean await(Duration most, BooleanSupplier condition) {
        long end = System.nanoTime() + most.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end >= 0) {
                return false;
            }
            try {
                Thread.sleep(INTERVAL_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new DemoException("interrupted while waiting", e);
            }
        }
        return true;
    }

    /** Waits until it is true. */
    static void demand(Duration most, BooleanSupplier condition, Supplier<String> otherwise) {
        if (!await(most, condition)) {
            throw new DemoException("waited " + most.toSeconds() + " s in vain: " + otherwise.get());
        }
    }
}
