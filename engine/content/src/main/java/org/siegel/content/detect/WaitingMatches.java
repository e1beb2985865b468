package org.siegel.content.detect;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/** What would be an identifier if a certain word followed soon; the newest, in a ring. */
final class WaitingMatches {

    /** More than fit into the distance at which a word still counts. */
    private static final int SIZE = 64;

    private record Waiting(Detector detector, Nearness near, String value, long end) {}

    private final @Nullable Waiting[] ring = new @Nullable Waiting[SIZE];
    private int oldest;
    private int count;

    void clear() {
        count = 0;
    }

    void add(Detector detector, Nearness near, String value, long end) {
        ring[(oldest + count) % SIZE] = new Waiting(detector, near, value, end);
        if (count < SIZE) {
            count++;
        } else {
            oldest = (oldest + 1) % SIZE;
        }
    }

    /** A word of the context ends there. */
    void confirm(Context context, long end, IdentifierScan.Sink sink) {
        for (int i = 0; i < count; i++) {
            Waiting waiting = requireNonNull(ring[(oldest + i) % SIZE]);
            if (waiting.near.context() == context && end - waiting.end <= waiting.near.after()) {
                sink.found(waiting.detector.name(), waiting.value, waiting.detector.withContext());
            }
        }
        while (count > 0 && end - requireNonNull(ring[oldest]).end > 200) {
            oldest = (oldest + 1) % SIZE;
            count--;
        }
    }
}
