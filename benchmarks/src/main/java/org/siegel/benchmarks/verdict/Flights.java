package org.siegel.benchmarks.verdict;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** Makes every round trip take the same time, and counts those that had to follow each other. */
final class Flights {

    private final Duration roundTrip;
    private final AtomicInteger most = new AtomicInteger();

    Flights(Duration roundTrip) {
        this.roundTrip = roundTrip;
    }

    Duration roundTrip() {
        return roundTrip;
    }

    /** That many have followed each other until now. */
    int count() {
        return most.get();
    }

    /** Something was answered that needed {@code flights} one after another. */
    void note(int flights) {
        most.accumulateAndGet(flights, Math::max);
    }

    void forget() {
        most.set(0);
    }
}
