package org.siegel.content.detect;

import java.util.Arrays;
import org.siegel.content.part.TextSink;

/**
 * Brings text into the one form that all scanners read: every kind of blank, hyphen, digit and full-width letter is the
 * ASCII one, characters without width are gone, a line break is one {@code \n}, and quote marks at the start of lines
 * ({@code > }) are gone too, so that what a reply has wrapped is whole. A letter and its mark are one character (NFC); a run
 * that is shown backwards is read in both directions. Cuts the result into {@link Window}s.
 */
public final class NormalisedText implements TextSink {

    /** How far a scanner may look back from where it starts, and on from there. */
    static final int CONTEXT = 256;

    private static final char RIGHT_TO_LEFT_OVERRIDE = '\u202E';
    private static final char POP_DIRECTION = '\u202C';
    private static final int LONGEST_REVERSED = 200;
    private static final int FIRST_CAPACITY = 2 * 1024;
    private static final int GROWTH = 4;
    private static final int CAPACITY = 32 * 1024;

    private final WindowScanner scanner;
    /** Grows with the text, since most are short. */
    private char[] text = {};

    private int size;
    private int scanned;
    private boolean afterReturn;
    private boolean atLineStart = true;
    private boolean inQuoteMarks;
    private char highSurrogate;
    /** Where a run that is shown backwards begins, or -1. */
    private int reversedFrom = -1;

    public NormalisedText(WindowScanner scanner) {
        this.scanner = scanner;
    }

    @Override
    public void accept(char[] chars, int from, int to) {
        int i = from;
        while (i < to) {
            if (!atLineStart && highSurrogate == 0) {
                int plain = CharacterTable.plainUpTo(chars, i, to);
                if (plain > i) {
                    afterReturn = false;
                    putAll(chars, i, plain);
                    i = plain;
                    continue;
                }
            }
            special(chars[i++]);
        }
    }

    private void putAll(char[] chars, int from, int to) {
        int i = from;
        while (i < to) {
            if (size == text.length) {
                makeRoom(to - i);
            }
            int fit = Math.min(to - i, text.length - size);
            System.arraycopy(chars, i, text, size, fit);
            size += fit;
            i += fit;
        }
    }

    private void special(char c) {
        boolean secondHalfOfBreak = c == '\n' && afterReturn;
        afterReturn = c == '\r';
        if (secondHalfOfBreak) {
            return;
        }
        if (Character.isHighSurrogate(c)) {
            highSurrogate = c;
            return;
        }
        char read;
        if (Character.isLowSurrogate(c) && highSurrogate != 0) {
            read = CharacterTable.readAs(Character.toCodePoint(highSurrogate, c));
        } else {
            read = CharacterTable.readAs(c);
        }
        highSurrogate = 0;
        if (c == RIGHT_TO_LEFT_OVERRIDE) {
            endReversed();
            reversedFrom = size;
        } else if (c == POP_DIRECTION || read == '\n') {
            endReversed();
        }
        if (read == CharacterTable.NOTHING) {
            return;
        }
        char composed = size > scanned ? CharacterTable.composed(text[size - 1], read) : read;
        if (composed != read) {
            text[size - 1] = composed;
        } else {
            lineWise(read);
        }
    }

    /**
     * What stands between a right-to-left override and its end is shown backwards. It is read as it stands, and once more
     * as it is shown.
     */
    private void endReversed() {
        int from = reversedFrom;
        int to = size;
        reversedFrom = -1;
        if (from < 0 || to - from > LONGEST_REVERSED) {
            return;
        }
        char[] run = Arrays.copyOfRange(text, from, to);
        put(' ');
        for (int i = run.length - 1; i >= 0; i--) {
            put(run[i]);
        }
        put(' ');
    }

    private void lineWise(char c) {
        if (c == '\n') {
            atLineStart = true;
            inQuoteMarks = false;
        } else if (atLineStart) {
            if (c == '>' || (inQuoteMarks && c == ' ')) {
                inQuoteMarks = true;
                return;
            }
            atLineStart = false;
        }
        put(c);
    }

    private void put(char c) {
        if (size == text.length) {
            makeRoom(1);
        }
        text[size++] = c;
    }

    private void makeRoom(int wanted) {
        if (size < CAPACITY) {
            int capacity = Math.max(size == 0 ? FIRST_CAPACITY : size * GROWTH, size + wanted);
            text = Arrays.copyOf(text, Math.min(CAPACITY, capacity));
            return;
        }
        scanUpTo(size - CONTEXT);
        int kept = Math.max(0, scanned - CONTEXT);
        System.arraycopy(text, kept, text, 0, size - kept);
        size -= kept;
        scanned -= kept;
        reversedFrom = reversedFrom < 0 ? reversedFrom : Math.max(0, reversedFrom - kept);
    }

    private void scanUpTo(int to) {
        scanner.scan(new Window(text, scanned, to, size));
        scanned = to;
    }

    /** After this the same object takes another text. */
    @Override
    public void end() {
        endReversed();
        scanUpTo(size);
        scanner.endOfText();
        size = 0;
        scanned = 0;
        afterReturn = false;
        atLineStart = true;
        inQuoteMarks = false;
        highSurrogate = 0;
    }
}
