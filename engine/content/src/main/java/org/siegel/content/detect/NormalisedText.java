package org.siegel.content.detect;

import org.siegel.content.mime.TextSink;

/**
 * Brings text into the one form that all scanners read: every kind of blank, hyphen, digit and full-width letter is the
 * ASCII one, characters without width are gone, a line break is one {@code \n}, and quote marks at the start of lines
 * ({@code > }) are gone too, so that what a reply has wrapped is whole. Cuts the result into {@link Window}s.
 */
public final class NormalisedText implements TextSink {

    /** How far a scanner may look back from where it starts, and on from there. */
    static final int CONTEXT = 256;

    private static final int CAPACITY = 32 * 1024;

    private final WindowScanner scanner;
    private final char[] text = new char[CAPACITY];
    private int size;
    private int scanned;
    private boolean afterReturn;
    private boolean atLineStart = true;
    private boolean inQuoteMarks;
    private char highSurrogate;

    public NormalisedText(WindowScanner scanner) {
        this.scanner = scanner;
    }

    @Override
    public void accept(char[] chars, int from, int to) {
        for (int i = from; i < to; i++) {
            char c = chars[i];
            if (c > ' ' && c < 0x7F && !atLineStart && highSurrogate == 0) {
                afterReturn = false;
                put(c);
            } else {
                special(c);
            }
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
        if (read != CharacterTable.NOTHING) {
            lineWise(read);
        }
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
        if (size == CAPACITY) {
            scanUpTo(size - CONTEXT);
            int kept = Math.max(0, scanned - CONTEXT);
            System.arraycopy(text, kept, text, 0, size - kept);
            size -= kept;
            scanned -= kept;
        }
        text[size++] = c;
    }

    private void scanUpTo(int to) {
        scanner.scan(new Window(text, scanned, to, size));
        scanned = to;
    }

    /** After this the same object takes another text. */
    @Override
    public void end() {
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
