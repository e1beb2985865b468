package org.siegel.content.detect;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.siegel.policy.Confidence;

/** Persons by title and name, for counting: {@code Herr Dr. Meier}, {@code Frau Anna Schmidt}. */
final class NamedPersonDetector implements Detector {

    private static final String[] TITLES = {"Herr", "Herrn", "Frau", "Dr", "Prof", "Mr", "Mrs", "Ms"};
    private static final int LONGEST_NAME = 40;
    private static final int MOST_NAMES = 3;

    @Override
    public String name() {
        return "named-person";
    }

    @Override
    public List<Start> starts() {
        return Arrays.stream(TITLES).map(Start::word).toList();
    }

    @Override
    public @Nullable Match match(Candidate candidate) {
        Window window = candidate.window();
        int titleEnd = window.endOfToken(candidate.start());
        if (!isTitle(window, candidate.start(), titleEnd)) {
            return null;
        }
        int from = -1;
        int end = -1;
        int i = titleEnd;
        for (int names = 0; names < MOST_NAMES; names++) {
            i += window.at(i) == '.' ? 1 : 0;
            if (window.at(i) != ' ' || !Character.isUpperCase(window.at(i + 1))) {
                break;
            }
            int nameEnd = window.endOfToken(i + 1);
            if (!isTitle(window, i + 1, nameEnd) && nameEnd - i > 2 && nameEnd - i <= LONGEST_NAME) {
                from = from < 0 ? i + 1 : from;
                end = nameEnd;
            }
            i = nameEnd;
        }
        return end < 0 ? null : new Match(new String(window.text(), from, end - from), end);
    }

    private static boolean isTitle(Window window, int from, int to) {
        for (String title : TITLES) {
            int i = 0;
            while (i < title.length() && window.at(from + i) == title.charAt(i)) {
                i++;
            }
            if (i == title.length() && to - from == i) {
                return true;
            }
        }
        return false;
    }

    @Override
    public Confidence alone() {
        return Confidence.LIKELY;
    }
}
