package org.siegel.content.detect;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.siegel.policy.Confidence;

/**
 * A date that a word of birth, or an asterisk, leads up to: {@code geb. am 12.08.1964}, {@code * 1.2.70}, {@code geboren
 * 12. August 1964}, {@code 1964-08-12}. No date is a birth date by itself.
 */
final class BirthDateDetector implements Detector {

    private static final int FIRST_YEAR = 1905;
    /** Far enough that the code does not age; a date to come beside a word of birth is as telling. */
    private static final int LAST_YEAR = 2060;

    private final boolean behindAsterisk;

    private BirthDateDetector(boolean behindAsterisk) {
        this.behindAsterisk = behindAsterisk;
    }

    static BirthDateDetector behindWord() {
        return new BirthDateDetector(false);
    }

    static BirthDateDetector behindAsterisk() {
        return new BirthDateDetector(true);
    }

    @Override
    public String name() {
        return "birth-date";
    }

    @Override
    public List<Start> starts() {
        List<Start> starts = List.of(
                Start.withDigit().first(Start.DIGITS).lengths(1, 2).after("./- "),
                Start.withDigit().first(Start.DIGITS).lengths(4, 4).after("-"));
        return behindAsterisk ? starts.stream().map(start -> start.before("*")).toList() : starts;
    }

    @Override
    public @Nullable Match match(Candidate candidate) {
        if (behindAsterisk && !hasAsterisk(candidate)) {
            return null;
        }
        WrittenDate date = WrittenDate.at(candidate.window(), candidate.start());
        if (date == null || date.year() < FIRST_YEAR || date.year() > LAST_YEAR || !candidate.startsClean()) {
            return null;
        }
        return new Match(date.year() + "-" + date.month() + "-" + date.day(), date.end());
    }

    private static boolean hasAsterisk(Candidate candidate) {
        Window window = candidate.window();
        int before = candidate.start() - 1;
        before -= window.at(before) == ' ' ? 1 : 0;
        return window.at(before) == '*' && window.at(before - 1) != '*';
    }

    @Override
    public @Nullable Confidence alone() {
        return behindAsterisk ? Confidence.LIKELY : null;
    }

    @Override
    public Nearness near() {
        return Nearness.before(Context.BIRTH, 30);
    }
}
