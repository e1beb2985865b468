package org.siegel.content.detect;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The German central number of a medicine: eight digits (formerly seven) behind the letters PZN, weighted sum mod 11. */
final class PharmacyNumberDetector implements Detector {

    private static final String PREFIX = "PZN";
    private static final int WIDEST_GAP = 4;

    @Override
    public String name() {
        return "pzn";
    }

    @Override
    public List<Start> starts() {
        return List.of(Start.with(TokenKind.WORD, TokenKind.WITH_DIGIT)
                .prefixInAnyCase(PREFIX)
                .digitNear());
    }

    @Override
    public @Nullable Match match(Candidate candidate) {
        Window window = candidate.window();
        int i = candidate.start();
        for (int k = 0; k < PREFIX.length(); k++) {
            if ((window.at(i++) & ~0x20) != PREFIX.charAt(k)) {
                return null;
            }
        }
        int digitsFrom = i;
        while (i - digitsFrom < WIDEST_GAP && " :-.#\t\n".indexOf(window.at(i)) >= 0) {
            i++;
        }
        int from = i;
        while (i - from <= 8 && Window.isAsciiDigit(window.at(i))) {
            i++;
        }
        boolean found = (i - from == 8 || i - from == 7)
                && !window.isWordCharacter(i)
                && hasCheckDigit(window, from, i - 1)
                && candidate.endsClean(i);
        return found ? new Match(new String(window.text(), from, i - from), i) : null;
    }

    /** Weights 1 to 7, or 2 to 7 for the shorter form, which is the longer one with a leading 0. */
    private static boolean hasCheckDigit(Window window, int from, int check) {
        int sum = 0;
        for (int i = from; i < check; i++) {
            sum += (window.at(i) - '0') * (7 - (check - 1 - i));
        }
        return sum % 11 == window.at(check) - '0';
    }
}
