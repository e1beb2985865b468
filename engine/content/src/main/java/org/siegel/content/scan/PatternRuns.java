package org.siegel.content.scan;

import com.google.re2j.Matcher;
import java.util.Arrays;
import java.util.List;
import org.siegel.content.detect.IdentifierScan;
import org.siegel.content.detect.Window;
import org.siegel.policy.Confidence;

/** Runs the organisation's patterns in one mail: only around their literals, and only so much. */
final class PatternRuns {

    /** How far from its literal a match may reach, in characters. */
    static final int REACH = 200;

    /**
     * Characters that all patterns together may read in one mail, some tenths of a second. RE2's time is linear in them, so
     * this bounds the time on every machine, and the same mail has the same outcome on each.
     */
    static final long BUDGET = 4_000_000;

    private final List<OwnPattern> patterns;
    private final IdentifierScan.Sink sink;
    private final long[] readTo;
    private long left = BUDGET;
    private boolean exhausted;

    PatternRuns(List<OwnPattern> patterns, IdentifierScan.Sink sink) {
        this.patterns = patterns;
        this.sink = sink;
        this.readTo = new long[patterns.size()];
    }

    void startText() {
        Arrays.fill(readTo, 0);
    }

    /** The pattern's literal ends at {@code end}. */
    void run(int number, Window window, int end, long base) {
        int from = Math.max(0, end - REACH);
        int to = Math.min(window.end(), end + REACH);
        // Another literal soon after the last one is read with it, unless a match could reach farther.
        if (base + end + REACH / 2 <= readTo[number]) {
            return;
        }
        if (left < to - from) {
            exhausted = true;
            return;
        }
        left -= to - from;
        readTo[number] = base + to;
        OwnPattern pattern = patterns.get(number);
        Matcher matcher = pattern.matcher(new String(window.text(), from, to - from));
        while (matcher.find()) {
            if (matcher.end() > matcher.start()) {
                sink.found("pattern:" + pattern.name(), matcher.group(), Confidence.CERTAIN);
            }
        }
    }

    /** Whether something was not read because the budget was used up. */
    boolean isExhausted() {
        return exhausted;
    }
}
