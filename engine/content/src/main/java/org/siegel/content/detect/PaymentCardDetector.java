package org.siegel.content.detect;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Numbers of payment cards: the issuer's range with its lengths, the grouping that is printed on such cards, and Luhn.
 */
final class PaymentCardDetector implements Detector {

    /** Longest first, so that a number is not taken for a shorter one. */
    private static final int[] LENGTHS = {19, 16, 15, 14, 13};

    @Override
    public String name() {
        return "payment-card";
    }

    @Override
    public List<Start> starts() {
        return List.of(Start.withDigit()
                .first("23456")
                .second(Start.DIGITS)
                .third(Start.DIGITS)
                .noShorterThan(4));
    }

    @Override
    public @Nullable Match match(Candidate candidate) {
        if (!candidate.startsWithGroupOf(4)) {
            return null;
        }
        for (int length : LENGTHS) {
            int end = candidate.textEndAfter(length);
            if (end >= 0
                    && candidate.areDigits(0, length)
                    && isIssued(candidate, length)
                    && isPrintedLikeThis(candidate, length)
                    && CheckDigits.luhn(candidate, length)
                    && candidate.startsClean()
                    && candidate.endsClean(end)
                    && !candidate.isInAddress()) {
                return new Match(candidate.value(length), end);
            }
        }
        return null;
    }

    private static boolean isIssued(Candidate candidate, int length) {
        int two = candidate.digit(0) * 10 + candidate.digit(1);
        int three = two * 10 + candidate.digit(2);
        int four = three * 10 + candidate.digit(3);
        boolean visa = candidate.digit(0) == 4 && (length == 13 || length == 16 || length == 19);
        boolean mastercard = length == 16 && ((two >= 51 && two <= 55) || (four >= 2221 && four <= 2720));
        boolean amex = length == 15 && (two == 34 || two == 37);
        boolean diners = length == 14 && (two == 36 || two == 38 || two == 39 || (three >= 300 && three <= 305));
        boolean discover =
                (length == 16 || length == 19) && (four == 6011 || two == 65 || (three >= 644 && three <= 649));
        boolean jcb = length == 16 && four >= 3528 && four <= 3589;
        return visa || mastercard || amex || diners || discover || jcb;
    }

    private static boolean isPrintedLikeThis(Candidate candidate, int length) {
        return candidate.isGrouped(length)
                || switch (length) {
                    case 19 -> candidate.isGrouped(4, 4, 4, 4, 3);
                    case 16 -> candidate.isGrouped(4, 4, 4, 4);
                    case 15 -> candidate.isGrouped(4, 6, 5);
                    case 14 -> candidate.isGrouped(4, 6, 4);
                    default -> candidate.isGrouped(4, 3, 3, 3);
                };
    }
}
