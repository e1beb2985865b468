package org.siegel.content.detect;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.siegel.policy.Confidence;

/**
 * A detector for an identifier of fixed form, described by its characters, the groups it is written in, its check and the
 * words it needs. Forms: {@code #} a digit, {@code @} a letter, {@code &} either, anything else itself.
 */
final class Shape implements Detector {

    private final String name;
    private final String form;
    private final int leadingDigits;
    private final List<int[]> groupings = new ArrayList<>();
    private Predicate<Candidate> check = _candidate -> true;
    private boolean upperCase;
    private boolean hasDigitAlways;
    private boolean anySeparators;
    private char separator;
    private @Nullable Confidence alone = Confidence.CERTAIN;
    private @Nullable Nearness near;

    private Shape(String name, String form) {
        this.name = name;
        this.form = form;
        this.leadingDigits = (int) form.chars().takeWhile(c -> c == '#').count();
        this.hasDigitAlways = hasDigitWithin(form, TokenFilter.DIGIT_NEAR / (1 + Candidate.WIDEST_GAP));
        groupings.add(new int[] {form.length()});
    }

    static Shape of(String name, String form) {
        return new Shape(name, form);
    }

    /** Also written in these groups, by one separator throughout. */
    Shape grouped(int... lengths) {
        groupings.add(lengths);
        return this;
    }

    /** Its groups may be separated by different marks, as in 85.07.30-033.28. */
    Shape byAnySeparators() {
        anySeparators = true;
        return this;
    }

    /** Only written in groups, separated by this. */
    Shape onlySeparatedBy(char mark) {
        groupings.removeFirst();
        separator = mark;
        return this;
    }

    /** Only written in groups. */
    Shape onlyGrouped() {
        groupings.removeFirst();
        return this;
    }

    /** Letters must be capitals. */
    Shape inCapitals() {
        upperCase = true;
        return this;
    }

    /** Its check wants a digit among the first ten characters, though no place is a digit's alone. */
    Shape neverWithoutDigit() {
        hasDigitAlways = true;
        return this;
    }

    /** Asked when the form fits, so that {@link Candidate#digit} may be used. */
    Shape checkedBy(Predicate<Candidate> rule) {
        check = check.and(rule);
        return this;
    }

    /** Does not count without a word of that context near it. */
    Shape onlyNear(Context context) {
        alone = null;
        near = Nearness.around(context);
        return this;
    }

    /** Counts without, and is certain with a word of that context near it. */
    Shape likelyBut(Context context) {
        alone = Confidence.LIKELY;
        near = Nearness.around(context);
        return this;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<Start> starts() {
        return groupings.stream().map(this::start).toList();
    }

    private Start start(int[] lengths) {
        int letters = leadingLetters();
        Set<TokenKind> kinds = EnumSet.of(TokenKind.WITH_DIGIT);
        if (letters > 0) {
            kinds.add(TokenKind.SHORT_WORD);
        }
        if (lengths[0] > 2 && lengths[0] <= letters) {
            kinds.add(TokenKind.WORD);
        }
        Start start = Start.with(kinds)
                .first(possibleAt(0))
                .second(possibleAt(1))
                .third(possibleAt(2))
                .groups(lengths);
        // whatever is written in groups has a digit near its start: words of such lengths are too common
        return hasDigitAlways || lengths.length > 1 ? start.digitNear() : start;
    }

    private String possibleAt(int place) {
        String either = upperCase ? Start.DIGITS + Start.CAPITALS : Start.DIGITS + Start.LETTERS;
        return either.chars()
                .filter(c -> fits(form.charAt(place), Character.toUpperCase((char) c)))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private int leadingLetters() {
        int letters = 0;
        while (letters < form.length() && !isDigitPlace(form, letters)) {
            letters++;
        }
        return letters;
    }

    private static boolean hasDigitWithin(String form, int length) {
        return IntStream.range(0, Math.min(length, form.length())).anyMatch(i -> isDigitPlace(form, i));
    }

    private static boolean isDigitPlace(String form, int at) {
        return "#0123456789".indexOf(form.charAt(at)) >= 0;
    }

    @Override
    public @Nullable Match match(Candidate candidate) {
        int length = form.length();
        if (!hasForm(candidate)) {
            return null;
        }
        int end = candidate.textEndAfter(length);
        boolean found = end >= 0
                && (!upperCase || candidate.isUpperCaseAsWritten(length))
                && isGrouped(candidate)
                && check.test(candidate)
                && candidate.startsClean()
                && candidate.endsClean(end)
                && !candidate.isInAddress();
        return found ? new Match(candidate.value(length), end) : null;
    }

    private boolean hasForm(Candidate candidate) {
        if (candidate.leadingDigits() < leadingDigits) {
            return false;
        }
        for (int i = leadingDigits; i < form.length(); i++) {
            if (!fits(form.charAt(i), candidate.at(i))) {
                return false;
            }
        }
        return true;
    }

    private boolean isGrouped(Candidate candidate) {
        for (int[] lengths : groupings) {
            if (anySeparators ? candidate.hasGroups(lengths) : candidate.isGrouped(lengths)) {
                return separator == 0
                        || candidate.isSeparatedBy(
                                separator, Arrays.stream(lengths).sum());
            }
        }
        return false;
    }

    private static boolean fits(char form, char c) {
        return switch (form) {
            case '#' -> Window.isAsciiDigit(c);
            case '@' -> Window.isAsciiLetter(c);
            case '&' -> Window.isAsciiDigit(c) || Window.isAsciiLetter(c);
            default -> form == c;
        };
    }

    @Override
    public @Nullable Confidence alone() {
        return alone;
    }

    @Override
    public @Nullable Nearness near() {
        return near;
    }
}
