package org.siegel.content.detect;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The German tax identification number (§ 139b AO) by the strict rule of the Federal Central Tax Office: eleven digits,
 * the first not 0; among the first ten exactly one digit occurs twice or three times, and three times never in a row;
 * the last is the check digit by ISO/IEC 7064 mod 11,10.
 */
final class TaxIdDetector implements Detector {

    private static final int LENGTH = 11;
    private static final int[][] GROUPINGS = {{LENGTH}, {2, 3, 3, 3}, {3, 3, 3, 2}, {4, 4, 3}, {3, 4, 4}};

    @Override
    public String name() {
        return "steuer-id";
    }

    @Override
    public List<Start> starts() {
        return Arrays.stream(GROUPINGS)
                .map(lengths -> Start.withDigit()
                        .first("123456789")
                        .second(Start.DIGITS)
                        .third(Start.DIGITS)
                        .groups(lengths))
                .toList();
    }

    @Override
    public @Nullable Match match(Candidate candidate) {
        int end = candidate.startsWithGroupOf(2) ? candidate.textEndAfter(LENGTH) : -1;
        boolean found = end >= 0
                && candidate.areDigits(0, LENGTH)
                && isWrittenLikeThis(candidate)
                && hasOneRepeatedDigit(candidate)
                && CheckDigits.mod11And10(candidate, LENGTH)
                && candidate.startsClean()
                && candidate.endsClean(end)
                && !candidate.isInAddress();
        return found ? new Match(candidate.value(LENGTH), end) : null;
    }

    private static boolean isWrittenLikeThis(Candidate candidate) {
        return Arrays.stream(GROUPINGS).anyMatch(candidate::isGrouped);
    }

    private static boolean hasOneRepeatedDigit(Candidate candidate) {
        int[] times = new int[10];
        for (int i = 0; i < LENGTH - 1; i++) {
            times[candidate.digit(i)]++;
        }
        int repeated = 0;
        for (int count : times) {
            if (count > 3) {
                return false;
            }
            repeated += count > 1 ? 1 : 0;
        }
        return repeated == 1 && !hasThreeInARow(candidate);
    }

    private static boolean hasThreeInARow(Candidate candidate) {
        for (int i = 2; i < LENGTH - 1; i++) {
            if (candidate.at(i) == candidate.at(i - 1) && candidate.at(i) == candidate.at(i - 2)) {
                return true;
            }
        }
        return false;
    }
}
