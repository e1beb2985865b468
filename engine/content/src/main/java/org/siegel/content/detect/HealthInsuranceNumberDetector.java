package org.siegel.content.detect;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.siegel.policy.Confidence;

/**
 * The lifelong part of the German health insurance number (§ 290 SGB V): a capital letter, eight digits, and a check
 * digit over all of them. Is certain only with a word beside it.
 */
final class HealthInsuranceNumberDetector implements Detector {

    private static final int LENGTH = 10;

    @Override
    public String name() {
        return "kvnr";
    }

    @Override
    public List<Start> starts() {
        return List.of(Start.with(TokenKind.SHORT_WORD, TokenKind.WITH_DIGIT)
                .first(Start.CAPITALS)
                .second(Start.DIGITS)
                .third(Start.DIGITS)
                .digitNear());
    }

    @Override
    public @Nullable Match match(Candidate candidate) {
        int end = candidate.isDigit(1) ? candidate.textEndAfter(LENGTH) : -1;
        boolean found = end >= 0
                && Window.isAsciiLetter(candidate.at(0))
                && candidate.isUpperCaseAsWritten(1)
                && candidate.areDigits(1, LENGTH)
                && isWrittenLikeThis(candidate)
                && hasCheckDigit(candidate)
                && candidate.startsClean()
                && candidate.endsClean(end)
                && !candidate.isInAddress();
        return found ? new Match(candidate.value(LENGTH), end) : null;
    }

    /** One in ten order numbers of this form would pass the check. */
    @Override
    public Confidence alone() {
        return Confidence.LIKELY;
    }

    @Override
    public Nearness near() {
        return Nearness.around(Context.HEALTH_INSURANCE);
    }

    private static boolean isWrittenLikeThis(Candidate candidate) {
        return candidate.isGrouped(10)
                || candidate.isGrouped(1, 9)
                || candidate.isGrouped(1, 8, 1)
                || candidate.isGrouped(1, 3, 3, 3)
                || candidate.isGrouped(4, 3, 3);
    }

    /** Letter as two digits, weights 1 2 1 2 ..., sums of digits, mod 10. */
    private static boolean hasCheckDigit(Candidate candidate) {
        int sum = CheckDigits.tens(candidate.at(0)) + CheckDigits.digitSum(2 * CheckDigits.ones(candidate.at(0)));
        for (int i = 1; i < LENGTH - 1; i++) {
            int digit = candidate.digit(i);
            sum += i % 2 == 1 ? digit : CheckDigits.digitSum(2 * digit);
        }
        return sum % 10 == candidate.digit(LENGTH - 1);
    }
}
