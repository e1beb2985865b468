package org.siegel.content.detect;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.IntPredicate;
import org.siegel.content.detect.Start.Property;

/**
 * Finds the detectors that a token can concern. For each value of each property of a token a table holds the starts that
 * allow it, as bits; the starts in all of them are what is left to ask about. Immutable.
 */
final class TokenFilter {

    /** Tokens that begin with other characters begin no identifier; German plates begin with umlauts. */
    static final int LETTERS = 256;

    /** How near a digit is near, in characters of text; ten letters, each a group by itself, lie before it. */
    static final int DIGIT_NEAR = 50;

    private static final int OTHER = LETTERS;
    private static final int CHARACTERS = LETTERS + 1;
    /** Stands for a character that is not there. */
    private static final int NONE = 0;
    /** Stands for a character that may be any; no text has it once it is normalised. */
    private static final int ANY = 1;

    private static final int CUT_BY_LINE_BREAK = 0;
    private static final int LENGTHS = Start.LONGEST + 2;
    private static final int ANY_LENGTH = Start.LONGEST + 1;

    private final List<Start> starts = new ArrayList<>();
    private final Detector[] detectors;
    private final int[] detectorOf;
    private final int[] reach = new int[Context.values().length];
    private final int width;
    private final long[] kinds;
    private final long[] before;
    private final long[] first;
    private final long[] second;
    private final long[] third;
    private final long[] lengths;
    private final long[] after;
    private final long[] secondGroup;
    /** The starts for which the second group must be looked at. */
    private final long[] grouped;

    TokenFilter(List<Detector> all) {
        detectors = all.toArray(Detector[]::new);
        List<Integer> numbers = new ArrayList<>();
        for (int number = 0; number < detectors.length; number++) {
            List<Start> itsStarts = detectors[number].starts();
            starts.addAll(itsStarts);
            numbers.addAll(Collections.nCopies(itsStarts.size(), number));
        }
        detectorOf = numbers.stream().mapToInt(Integer::intValue).toArray();
        width = (starts.size() + Long.SIZE - 1) / Long.SIZE;
        kinds = new long[4 * TokenKind.values().length * width];
        for (TokenKind kind : TokenKind.values()) {
            for (int k = 0; k < 4; k++) {
                boolean isDigitNear = (k & 1) != 0;
                boolean isWordBefore = (k & 2) != 0;
                fill(
                        kinds,
                        rowOf(kind, isDigitNear, isWordBefore),
                        i -> starts.get(i).isPossible(kind, isDigitNear)
                                && (isWordBefore || !detectors[detectorOf[i]].needsWordBefore()));
            }
        }
        for (Detector detector : all) {
            Nearness near = detector.near();
            if (near != null && detector.needsWordBefore()) {
                int context = near.context().number();
                reach[context] = Math.max(reach[context], near.before());
            }
        }
        before = characters(Property.BEFORE);
        first = characters(Property.FIRST);
        second = characters(Property.SECOND);
        third = characters(Property.THIRD);
        after = characters(Property.AFTER);
        lengths = table(Property.LENGTH, LENGTHS, CUT_BY_LINE_BREAK);
        secondGroup = table(Property.SECOND_GROUP, LENGTHS, ANY_LENGTH);
        grouped = new long[width];
        fill(grouped, 0, i -> starts.get(i).depends(Property.SECOND_GROUP));
    }

    private long[] characters(Property property) {
        return table(property, CHARACTERS, ANY);
    }

    private long[] table(Property property, int values, int any) {
        long[] table = new long[values * width];
        fill(table, any, _start -> true);
        long[] indifferent = new long[width];
        fill(indifferent, 0, i -> !starts.get(i).depends(property));
        for (int value = 0; value < values; value++) {
            for (int i = 0; i < width; i++) {
                table[value * width + i] |= indifferent[i];
            }
        }
        for (int i = 0; i < starts.size(); i++) {
            long bit = 1L << i;
            int word = i / Long.SIZE;
            starts.get(i).possible(property).forEach(value -> table[value * width + word] |= bit);
        }
        return table;
    }

    private void fill(long[] table, int row, IntPredicate isPossible) {
        for (int i = 0; i < starts.size(); i++) {
            table[row * width + i / Long.SIZE] |= isPossible.test(i) ? 1L << i : 0;
        }
    }

    /** The number of a kind of tokens, finer than {@link TokenKind}. */
    static int rowOf(TokenKind kind, boolean isDigitNear, boolean isWordBefore) {
        return 4 * kind.number() + (isDigitNear ? 1 : 0) + (isWordBefore ? 2 : 0);
    }

    /** How far behind a word of the context there is something that only counts behind one; 0 if there is not. */
    int reachBehind(Context context) {
        return reach[context.number()];
    }

    /** How many words of bits tell which starts fit. */
    int width() {
        return width;
    }

    /** The number of the detector to ask about a token that fits the start of that number. */
    int detectorOf(int start) {
        return detectorOf[start];
    }

    Detector detector(int number) {
        return detectors[number];
    }

    /**
     * Looks at the token there.
     *
     * @param kind    by {@link #rowOf}
     * @param fitting takes the starts that it fits, as bits
     * @return whether there are any
     */
    boolean fits(Window window, int start, int end, int kind, long[] fitting) {
        int behind = character(window, end);
        int ofLength = (isCut(window, end) ? CUT_BY_LINE_BREAK : Math.min(end - start, Start.LONGEST)) * width;
        int ofFirst = window.text()[start] * width;
        int ofKind = kind * width;
        int ofAfter = behind * width;
        long any = 0;
        for (int i = 0; i < width; i++) {
            long left = first[ofFirst + i] & lengths[ofLength + i] & kinds[ofKind + i] & after[ofAfter + i];
            fitting[i] = left;
            any |= left;
        }
        // most tokens are turned down by now
        return any != 0 && fitsOnCloserLook(window, start, end, fitting);
    }

    private boolean fitsOnCloserLook(Window window, int start, int end, long[] fitting) {
        int blank = window.at(start - 1) == ' ' ? 1 : 0;
        int ofBefore = character(window, start - 1 - blank) * width;
        int ofSecond = joined(window, start, end, 1) * width;
        int ofThird = joined(window, start, end, 2) * width;
        long any = 0;
        long mustBeGrouped = 0;
        for (int i = 0; i < width; i++) {
            long left = fitting[i] & second[ofSecond + i] & third[ofThird + i] & before[ofBefore + i];
            fitting[i] = left;
            any |= left;
            mustBeGrouped |= left & grouped[i];
        }
        return any != 0 && (mustBeGrouped == 0 || isGrouped(window, end, fitting));
    }

    private boolean isGrouped(Window window, int end, long[] fitting) {
        int ofGroup = secondGroup(window, end) * width;
        long any = 0;
        for (int i = 0; i < width; i++) {
            fitting[i] &= secondGroup[ofGroup + i];
            any |= fitting[i];
        }
        return any != 0;
    }

    /** Whether a line break lies between the token and what follows, so that the token may go on there. */
    private static boolean isCut(Window window, int end) {
        boolean isGapOfOne = isPlain(window.at(end + 1));
        return window.at(isGapOfOne ? end : endOfGap(window, end)) == '\n';
    }

    private static int character(Window window, int at) {
        return row(window.at(at));
    }

    private static int row(char c) {
        return c < OTHER ? c : OTHER;
    }

    /** The letter or digit there in the token or, if that is shorter, behind the gap that follows it. */
    private static int joined(Window window, int start, int end, int place) {
        if (start + place < end) {
            return row(window.text()[start + place]);
        }
        int behindGap = start + place - end;
        char c = window.at(endOfGap(window, end));
        if (c == '\n' || (behindGap > 0 && isPlain(c))) {
            return ANY;
        }
        return isPlain(c) ? c : NONE;
    }

    /** Where the next letter or digit stands, or the next line break, within the widest gap. */
    private static int endOfGap(Window window, int from) {
        int i = from;
        while (i - from < Candidate.WIDEST_GAP && window.at(i) != '\n' && !isPlain(window.at(i))) {
            i++;
        }
        return i;
    }

    private static int secondGroup(Window window, int firstEnd) {
        int from = endOfGap(window, firstEnd);
        int i = from;
        while (i - from < Candidate.MOST_CHARACTERS && isPlain(window.at(i))) {
            i++;
        }
        boolean mayBeCut = window.at(from) == '\n' || window.at(endOfGap(window, i)) == '\n';
        return mayBeCut ? ANY_LENGTH : i - from;
    }

    private static boolean isPlain(char c) {
        return Window.isAsciiDigit(c) || Window.isAsciiLetter(c);
    }
}
