package org.siegel.content.detect;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The German pension (and social) insurance number (§ 147 SGB VI): area, date of birth, initial, serial number, check
 * digit. In any grouping: two digits, six, a letter and three digits with a date in them are hardly anything else.
 */
final class PensionInsuranceNumberDetector implements Detector {

    private static final int LENGTH = 12;
    private static final int LETTER = 8;
    private static final int MOST_BREAKS = 1;
    private static final int[] WEIGHTS = {2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1};

    @Override
    public String name() {
        return "rentenversicherungsnummer";
    }

    @Override
    public List<Start> starts() {
        return List.of(Start.withDigit()
                .first(Start.DIGITS)
                .second(Start.DIGITS)
                .third(Start.DIGITS)
                .noShorterThan(2));
    }

    @Override
    public @Nullable Match match(Candidate candidate) {
        int end = candidate.startsWithGroupOf(2) ? candidate.textEndAfter(LENGTH) : -1;
        boolean found = end >= 0
                && candidate.areDigits(0, LETTER)
                && Window.isAsciiLetter(candidate.at(LETTER))
                && candidate.areDigits(LETTER + 1, LENGTH)
                && candidate.breaksWithin(LENGTH) <= MOST_BREAKS
                && hasDate(candidate)
                && hasCheckDigit(candidate)
                && candidate.startsClean()
                && candidate.endsClean(end)
                && !candidate.isInAddress();
        return found ? new Match(candidate.value(LENGTH), end) : null;
    }

    /** Where a day has used up its serial numbers, 50 is added to the day. */
    private static boolean hasDate(Candidate candidate) {
        int day = candidate.digit(2) * 10 + candidate.digit(3);
        int month = candidate.digit(4) * 10 + candidate.digit(5);
        boolean possibleDay = (day >= 1 && day <= 31) || (day >= 51 && day <= 81);
        return possibleDay && month >= 1 && month <= 12;
    }

    private static boolean hasCheckDigit(Candidate candidate) {
        int sum = 0;
        for (int i = 0; i < WEIGHTS.length; i++) {
            sum += CheckDigits.digitSum(WEIGHTS[i] * numberAt(candidate, i));
        }
        return sum % 10 == candidate.digit(LENGTH - 1);
    }

    /** The digits with the letter as two of them (A = 01). */
    private static int numberAt(Candidate candidate, int i) {
        if (i < LETTER) {
            return candidate.digit(i);
        }
        return switch (i) {
            case LETTER -> CheckDigits.tens(candidate.at(LETTER));
            case LETTER + 1 -> CheckDigits.ones(candidate.at(LETTER));
            default -> candidate.digit(i - 1);
        };
    }
}
