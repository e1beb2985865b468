package org.siegel.content.detect;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.siegel.policy.Confidence;

/** An amount of euros behind a word of pay: {@code Bruttogehalt: 4.250,00 EUR}. */
final class AmountDetector implements Detector {

    private static final int MOST_CHARACTERS = 14;

    @Override
    public String name() {
        return "salary";
    }

    @Override
    public List<Start> starts() {
        return List.of(Start.withDigit().first("123456789").lengths(1, 6));
    }

    @Override
    public @Nullable Match match(Candidate candidate) {
        Window window = candidate.window();
        int start = candidate.start();
        int i = start;
        int whole = 0;
        boolean decimals = false;
        while (i - start < MOST_CHARACTERS) {
            char c = window.at(i);
            boolean goesOn = Window.isAsciiDigit(window.at(i + 1)) || (c == ',' && window.at(i + 1) == '-');
            if (Window.isAsciiDigit(c)) {
                whole += decimals ? 0 : 1;
            } else if (c == ',' && goesOn) {
                decimals = true;
            } else if (!(c == '.' && goesOn) && !(c == '-' && decimals)) {
                break;
            }
            i++;
        }
        int end = i;
        i += window.at(i) == ' ' ? 1 : 0;
        boolean isEuro = window.at(i) == '€' || startsWith(window, i, "eur") || isBefore(window, start);
        return whole >= 3 && isEuro && candidate.startsClean()
                ? new Match(new String(window.text(), start, end - start), end)
                : null;
    }

    private static boolean startsWith(Window window, int at, String word) {
        for (int i = 0; i < word.length(); i++) {
            if ((window.at(at + i) | 0x20) != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isBefore(Window window, int start) {
        int i = start - 1;
        i -= window.at(i) == ' ' ? 1 : 0;
        return window.at(i) == '€' || startsWith(window, i - 2, "eur");
    }

    @Override
    public @Nullable Confidence alone() {
        return null;
    }

    @Override
    public Nearness near() {
        return Nearness.before(Context.PAY, 60);
    }
}
