package org.siegel.content.detect;

import java.util.Arrays;

/**
 * The letters and digits from one token on, read across the separators that people group identifiers with. Read group
 * by group as detectors ask, since most are turned down by the first characters; at most {@value #MOST_CHARACTERS}
 * characters. Reused for the next candidate.
 */
final class Candidate {

    static final int MOST_CHARACTERS = 36;

    private static final char LINE_BREAK = '\n';
    /** Stands for several blanks in a row, as between the columns of a table. */
    private static final char WIDE = '=';

    /** So many blanks and marks at most lie between two groups. */
    static final int WIDEST_GAP = 4;

    private final char[] compact = new char[MOST_CHARACTERS];
    private final char[] asWritten = new char[MOST_CHARACTERS];
    private final int[] groupEnd = new int[MOST_CHARACTERS];
    private final int[] textEnd = new int[MOST_CHARACTERS];
    private final char[] gap = new char[MOST_CHARACTERS];
    private Window window;
    private int start;
    private int freshFrom;
    private int length;
    private int groups;
    /** So many digits are known to lead. */
    private int digits;
    /** Where the next group begins, or -1 if there is none. */
    private int nextGroup;

    Candidate(Window window) {
        this.window = window;
    }

    /**
     * @param freshFrom where the last identifier ended: what stands before it does not join this one
     */
    void startAt(Window from, int at, int freshFrom) {
        this.window = from;
        this.start = at;
        this.freshFrom = freshFrom;
        length = 0;
        groups = 0;
        digits = 0;
        nextGroup = at;
    }

    private void readTo(int count) {
        while (length < count && nextGroup >= 0 && length < MOST_CHARACTERS) {
            int end = readGroup(nextGroup);
            nextGroup = end < 0 ? -1 : readGap(end);
        }
    }

    /** Where the group ends, or -1 if it ends in something that is no plain letter or digit. */
    private int readGroup(int from) {
        char[] text = window.text();
        int last = Math.min(window.end(), from + MOST_CHARACTERS - length);
        int i = from;
        while (i < last && isPlain(text[i])) {
            char c = text[i++];
            asWritten[length] = c;
            compact[length++] = c >= 'a' ? (char) (c - 'a' + 'A') : c;
        }
        if (window.isWordCharacter(i)) {
            return -1;
        }
        groupEnd[groups] = length;
        textEnd[groups] = i;
        groups++;
        return i;
    }

    private int readGap(int from) {
        char first = window.at(from);
        int i = from;
        if (first == '-' || first == '.' || first == '/') {
            i++;
        }
        boolean broken = false;
        boolean tab = false;
        while (i - from < WIDEST_GAP) {
            char c = window.at(i);
            if (c != ' ' && c != '\t' && (c != LINE_BREAK || broken)) {
                break;
            }
            broken |= c == LINE_BREAK;
            tab |= c == '\t';
            i++;
        }
        boolean blankAfterMark = i > from + 1 && (first == '-' || first == '.' || first == '/');
        if (i == from || !isPlain(window.at(i)) || (blankAfterMark && !broken)) {
            return -1;
        }
        gap[groups - 1] = broken ? LINE_BREAK : tab ? '\t' : first == ' ' && i > from + 1 ? WIDE : first;
        return i;
    }

    private static boolean isPlain(char c) {
        return Window.isAsciiDigit(c) || Window.isAsciiLetter(c);
    }

    Window window() {
        return window;
    }

    int start() {
        return start;
    }

    /** The character there in upper case, or {@code \0} beyond the end. */
    char at(int index) {
        if (index >= length) {
            readTo(index + 1);
        }
        return index < length ? compact[index] : '\0';
    }

    /** The digit there, known to be one. */
    int digit(int index) {
        return compact[index] - '0';
    }

    boolean isDigit(int index) {
        return Window.isAsciiDigit(at(index));
    }

    /** How many digits there are before anything else. */
    int leadingDigits() {
        while (digits < MOST_CHARACTERS && Window.isAsciiDigit(at(digits))) {
            digits++;
        }
        return digits;
    }

    boolean areDigits(int from, int to) {
        for (int i = from; i < to; i++) {
            if (!isDigit(i)) {
                return false;
            }
        }
        return true;
    }

    /** Whether the first characters, known to be there, are no small letters. */
    boolean isUpperCaseAsWritten(int to) {
        for (int i = 0; i < to; i++) {
            if (asWritten[i] >= 'a') {
                return false;
            }
        }
        return true;
    }

    /** How many characters there are up to the end of that group, counted from 0; -1 if there is no such group. */
    int lengthWithGroup(int group) {
        while (groups <= group && nextGroup >= 0 && length < MOST_CHARACTERS) {
            readTo(length + 1);
        }
        return group < groups ? groupEnd[group] : -1;
    }

    boolean hasDigit(int to) {
        return digitsWithin(to) > 0;
    }

    /** How many of the first characters, known to be there, are digits. */
    int digitsWithin(int to) {
        int digits = 0;
        for (int i = 0; i < to; i++) {
            digits += Window.isAsciiDigit(compact[i]) ? 1 : 0;
        }
        return digits;
    }

    /** The number that digits known to be there make. */
    long number(int from, int to) {
        long number = 0;
        for (int i = from; i < to; i++) {
            number = number * 10 + digit(i);
        }
        return number;
    }

    /** The characters in upper case without what separates them; lent. */
    char[] compact() {
        return compact;
    }

    /** Whether the groups of the first {@code count} characters are separated by that mark, or a line break. */
    boolean isSeparatedBy(char mark, int count) {
        for (int i = 0; i < groups && groupEnd[i] < count; i++) {
            if (gap[i] != mark && gap[i] != LINE_BREAK) {
                return false;
            }
        }
        return true;
    }

    String value(int to) {
        return new String(compact, 0, to);
    }

    /** How long the first group is. */
    int firstGroup() {
        readTo(1);
        return groups == 0 ? 0 : groupEnd[0];
    }

    /** Where the text of the first {@code count} characters ends, or -1 if no group ends there. */
    int textEndAfter(int count) {
        int group = groupEndingAt(count);
        return group < 0 ? -1 : textEnd[group];
    }

    private int groupEndingAt(int count) {
        readTo(count);
        for (int i = 0; i < groups && groupEnd[i] <= count; i++) {
            if (groupEnd[i] == count) {
                return i;
            }
        }
        return -1;
    }

    /**
     * Whether the first group is that long, or the line breaks behind it. Turns down what is cut into single digits
     * before more of it is read.
     */
    boolean startsWithGroupOf(int least) {
        return firstGroup() >= least || firstGroupIsBroken();
    }

    private boolean firstGroupIsBroken() {
        return (groups > 1 || (groups == 1 && nextGroup >= 0)) && gap[0] == LINE_BREAK;
    }

    /** How many line breaks and tabs lie within the first {@code count} characters. */
    int breaksWithin(int count) {
        int breaks = 0;
        for (int i = 0; i < groups && groupEnd[i] < count; i++) {
            if (gap[i] == LINE_BREAK || gap[i] == '\t') {
                breaks++;
            }
        }
        return breaks;
    }

    /**
     * Whether the first characters are grouped exactly like this, all by the same separator, and not in columns. One
     * line break may stand in for a separator, or cut a group in two where a mail program wrapped the line.
     */
    boolean isGrouped(int... lengths) {
        readTo(Arrays.stream(lengths).sum());
        return isGrouped(lengths, false) || isGrouped(lengths, true);
    }

    /** Whether the first groups have these lengths, whatever separates them. */
    boolean hasGroups(int... lengths) {
        readTo(Arrays.stream(lengths).sum());
        int expected = 0;
        for (int group = 0; group < lengths.length; group++) {
            expected += lengths[group];
            if (group >= groups || groupEnd[group] != expected) {
                return false;
            }
        }
        return true;
    }

    private boolean isGrouped(int[] lengths, boolean breaksJoin) {
        char separator = 0;
        int expected = 0;
        int reached = 0;
        int breaks = 0;
        for (int group = 0; group < groups; group++) {
            int target = expected + lengths[reached];
            if (groupEnd[group] > target) {
                return false;
            }
            if (groupEnd[group] == target) {
                expected = target;
                reached++;
                if (reached == lengths.length) {
                    return true;
                }
            }
            boolean atGroupEnd = groupEnd[group] == expected;
            char c = gap[group];
            if (c == LINE_BREAK && ++breaks == 1 && (atGroupEnd || breaksJoin)) {
                continue;
            }
            if (!atGroupEnd || c == LINE_BREAK || c == '\t' || c == WIDE || (separator != 0 && c != separator)) {
                return false;
            }
            separator = c;
        }
        return false;
    }

    /**
     * Whether a number may begin here, so that it is not the tail of a longer one, a part of an address, or a group in
     * the midst of groups.
     */
    boolean startsClean() {
        char before = window.at(start - 1);
        if ("_%@+\\".indexOf(before) >= 0) {
            return false;
        }
        if (start - 1 < freshFrom) {
            return true;
        }
        boolean joins = before == '-' || before == '.' || before == '/' || before == ',' || before == ':';
        if (joins && Window.isAsciiDigit(window.at(start - 2))) {
            return false;
        }
        return before != ' ' || !sameGroupBefore();
    }

    /** Whether the group before, behind one blank, has as many digits as the first group here. */
    private boolean sameGroupBefore() {
        int i = start - 2;
        int digits = 0;
        while (i >= freshFrom && Window.isAsciiDigit(window.at(i))) {
            i--;
            digits++;
        }
        return digits == firstGroup() && lengthWithGroup(1) >= 0 && !window.isWordCharacter(i);
    }

    /** Whether a number may end at {@code end}: no decimals, no further groups behind a hyphen or dot, no address. */
    boolean endsClean(int end) {
        char after = window.at(end);
        if (after == '_' || after == '@' || after == '%') {
            return false;
        }
        boolean joins = after == '-' || after == '.' || after == '/' || after == ',' || after == ':';
        return !joins || !Window.isAsciiDigit(window.at(end + 1));
    }

    /** Whether the token lies in a web address. */
    boolean isInAddress() {
        int i = start;
        int lowest = Math.max(0, start - NormalisedText.CONTEXT / 2);
        while (i > lowest && " \t\n<>\"'".indexOf(window.at(i - 1)) < 0) {
            i--;
        }
        for (int k = i; k < start - 2; k++) {
            boolean scheme = window.at(k) == ':' && window.at(k + 1) == '/' && window.at(k + 2) == '/';
            boolean www = k == i && window.at(k) == 'w' && window.at(k + 1) == 'w' && window.at(k + 2) == 'w';
            if (scheme || www) {
                return true;
            }
        }
        return false;
    }
}
