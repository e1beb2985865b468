package org.siegel.content.detect;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.siegel.policy.Confidence;

/** File numbers of the Court of Justice of the European Union and its General Court, such as {@code C-238/14}. */
final class EuropeanCourtFileDetector implements Detector {

    private static final int MOST_DIGITS = 4;
    private static final int DIGITS_OF_YEAR = 2;

    @Override
    public String name() {
        return "aktenzeichen";
    }

    /** Court of Justice, General Court, Civil Service Tribunal. */
    @Override
    public List<Start> starts() {
        return List.of(Start.with(TokenKind.SHORT_WORD)
                .first("CTF")
                .second(Start.DIGITS)
                .lengths(1, 1)
                .after("-")
                .digitNear());
    }

    @Override
    public @Nullable Match match(Candidate candidate) {
        Window window = candidate.window();
        int start = candidate.start();
        int number = start + 2;
        int slash = window.endOfDigits(number, MOST_DIGITS + 1);
        int end = window.endOfDigits(slash + 1, DIGITS_OF_YEAR + 1);
        boolean found = slash > number
                && slash - number <= MOST_DIGITS
                && window.at(number - 1) == '-'
                && window.at(slash) == '/'
                && end - slash - 1 == DIGITS_OF_YEAR
                && !window.isWordCharacter(end)
                && candidate.startsClean()
                && candidate.endsClean(end);
        return found ? new Match(new String(window.text(), start, end - start), end) : null;
    }

    @Override
    public Confidence alone() {
        return Confidence.LIKELY;
    }

    @Override
    public Nearness near() {
        return Nearness.around(Context.CLIENT);
    }
}
