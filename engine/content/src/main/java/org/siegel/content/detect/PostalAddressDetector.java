package org.siegel.content.detect;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.siegel.policy.Confidence;

/** German postcodes with a town, behind a street: {@code Musterstraße 12, 10115 Berlin}; for counting. */
final class PostalAddressDetector implements Detector {

    @Override
    public String name() {
        return "postal-address";
    }

    @Override
    public List<Start> starts() {
        return List.of(Start.withDigit()
                .first(Start.DIGITS)
                .second(Start.DIGITS)
                .third(Start.DIGITS)
                .lengths(5, 5)
                .after(" "));
    }

    @Override
    public @Nullable Match match(Candidate candidate) {
        Window window = candidate.window();
        int start = candidate.start();
        boolean found = candidate.areDigits(0, 5)
                && window.at(start + 5) == ' '
                && Character.isUpperCase(window.at(start + 6))
                && Character.isLowerCase(window.at(start + 7));
        if (!found) {
            return null;
        }
        // The street belongs to the value: it is what tells two households apart.
        int from = start;
        while (start - from < 40 && from > 0 && (window.at(from - 1) != '\n' || start - from < 3)) {
            from--;
        }
        int end = window.endOfToken(start + 6);
        return new Match(new String(window.text(), from, end - from), end);
    }

    @Override
    public @Nullable Confidence alone() {
        return null;
    }

    @Override
    public Nearness near() {
        return Nearness.before(Context.STREET, 25);
    }
}
