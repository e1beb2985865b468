package org.siegel.content.detect;

import org.jspecify.annotations.Nullable;

/**
 * The German tax identification number (§ 139b AO) by the strict rule of the Federal Central Tax Office: eleven digits,
 * the first not 0; among the first ten exactly one digit occurs twice or three times, and three times never in a row;
 * the last is the check digit by ISO/IEC 7064 mod 11,10.
 */
final class TaxIdDetector implements Detector {

    private static final int LENGTH = 11;

    @Override
    public String name() {
        return "steuer-id";
    }

    @Override
    public boolean canStartWith(TokenKind kind, char first) {
        return kind == TokenKind.WITH_DIGIT && first >= '1' && first <= '9';
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
        return candidate.isGrouped(LENGTH)
                || candidate.isGrouped(2, 3, 3, 3)
                || candidate.isGrouped(3, 3, 3, 2)
                || candidate.isGrouped(4, 4, 3)
                || candidate.isGrouped(3, 4, 4);
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
