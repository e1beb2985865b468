package org.siegel.content.detect;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.siegel.policy.Confidence;

/** Telephone numbers in national or international form, for counting: {@code +49 30 23125 123}, {@code 030/23125-123}. */
final class PhoneDetector implements Detector {

    private static final int FEWEST_DIGITS = 8;
    private static final int MOST_DIGITS = 15;
    private static final int LONGEST = 26;

    @Override
    public String name() {
        return "phone";
    }

    @Override
    public List<Start> starts() {
        String notZero = "123456789";
        return List.of(
                Start.withDigit().first(notZero).before("+"),
                Start.withDigit().first("0").second(notZero).noShorterThan(2));
    }

    @Override
    public @Nullable Match match(Candidate candidate) {
        Window window = candidate.window();
        int start = candidate.start();
        boolean isInternational = window.at(start - 1) == '+' && window.at(start) != '0';
        if (!isInternational && (window.at(start) != '0' || window.at(start + 1) < '1')) {
            return null;
        }
        StringBuilder digits = new StringBuilder(isInternational ? "+" : "");
        int end = start;
        int i = start;
        while (i - start < LONGEST) {
            char c = window.at(i);
            if (Window.isAsciiDigit(c)) {
                digits.append(c);
                end = i + 1;
            } else if (" -/()".indexOf(c) < 0 || c == '\0' || i - end > 2) {
                break;
            }
            i++;
        }
        boolean found = digits.length() >= FEWEST_DIGITS
                && digits.length() <= MOST_DIGITS
                && !window.isWordCharacter(end)
                && "_@%\\".indexOf(window.at(start - 1)) < 0
                && candidate.endsClean(end);
        return found ? new Match(national(digits.toString()), end, isInternational ? Confidence.CERTAIN : null) : null;
    }

    /** The same number in both forms counts once. */
    private static String national(String number) {
        return number.startsWith("+49") ? "0" + number.substring(number.startsWith("+490") ? 4 : 3) : number;
    }

    @Override
    public Confidence alone() {
        return Confidence.LIKELY;
    }

    @Override
    public Nearness near() {
        return Nearness.around(Context.PHONE);
    }
}
