package org.siegel.content.detect;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The Swiss AHV number: 756 and ten digits, checked like an EAN-13, written {@code 756.9217.0769.85}. */
final class SwissInsuranceNumberDetector implements Detector {

    private static final int LENGTH = 13;

    @Override
    public String name() {
        return "ahv-nummer";
    }

    @Override
    public List<Start> starts() {
        return List.of(Start.withDigit().prefix("756").noShorterThan(3));
    }

    @Override
    public @Nullable Match match(Candidate candidate) {
        int end = candidate.startsWithGroupOf(3) ? candidate.textEndAfter(LENGTH) : -1;
        boolean found = end >= 0
                && candidate.areDigits(0, LENGTH)
                && candidate.value(3).equals("756")
                && (candidate.isGrouped(LENGTH) || candidate.isGrouped(3, 4, 4, 2))
                && hasCheckDigit(candidate)
                && candidate.startsClean()
                && candidate.endsClean(end)
                && !candidate.isInAddress();
        return found ? new Match(candidate.value(LENGTH), end) : null;
    }

    private static boolean hasCheckDigit(Candidate candidate) {
        int sum = 0;
        for (int i = 0; i < LENGTH; i++) {
            sum += candidate.digit(i) * (i % 2 == 0 ? 1 : 3);
        }
        return sum % 10 == 0;
    }
}
