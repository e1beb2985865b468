package org.siegel.content.detect;

import java.text.Normalizer;

/** What each character of the basic plane is read as, worked out once. */
final class CharacterTable {

    /** For characters without width, which only stand between others to hide them from searches. */
    static final char NOTHING = '\uFFFF';

    private static final char[] READ_AS = table();

    /** Which of the first characters are read as themselves, whatever stands before them. */
    private static final boolean[] PLAIN = plain();

    private static final String BASES = "aouAOUeEiIyYnNcCsSzZ";
    private static final String MARKS = "\u0308\u0301\u0300\u0302\u0303\u030A\u030C\u0327";

    private CharacterTable() {}

    /** A letter and the mark behind it as one character (NFC); the mark itself if there is no such character. */
    static char composed(char letter, char mark) {
        if (mark < '\u0300' || mark > '\u036F' || MARKS.indexOf(mark) < 0 || BASES.indexOf(letter) < 0) {
            return mark;
        }
        String whole = Normalizer.normalize("" + letter + mark, Normalizer.Form.NFC);
        return whole.length() == 1 ? whole.charAt(0) : mark;
    }

    /** Where the run of characters ends that are read as themselves. */
    static int plainUpTo(char[] chars, int from, int to) {
        boolean[] plain = PLAIN;
        int i = from;
        while (i < to && chars[i] < plain.length && plain[chars[i]]) {
            i++;
        }
        return i;
    }

    private static boolean[] plain() {
        boolean[] plain = new boolean[0x180];
        for (char c = ' '; c < plain.length; c++) {
            plain[c] = readAs(c) == c;
        }
        return plain;
    }

    static char readAs(char c) {
        return READ_AS[c];
    }

    /** For characters beyond the basic plane: a digit of any script, nothing for format characters, else a blank sign. */
    static char readAs(int codePoint) {
        int digit = Character.digit(codePoint, 10);
        if (digit >= 0) {
            return (char) ('0' + digit);
        }
        if (Character.getType(codePoint) == Character.FORMAT) {
            return NOTHING;
        }
        return Character.isLetterOrDigit(codePoint) ? '\uFFFD' : ' ';
    }

    private static char[] table() {
        char[] table = new char[1 << 16];
        for (int i = 0; i < table.length; i++) {
            table[i] = computed((char) i);
        }
        for (char c : "\u034F\u180B\u180C\u180D\u3164\uFFA0\u115F\u1160\uFFFF".toCharArray()) {
            table[c] = NOTHING;
        }
        for (char c = '\uFE00'; c <= '\uFE0F'; c++) {
            table[c] = NOTHING;
        }
        table['\t'] = '\t';
        table['\u000B'] = ' ';
        table['\f'] = '\n';
        table['\n'] = '\n';
        table['\r'] = '\n';
        table['\u0085'] = '\n';
        table['\u2212'] = '-';
        table['\u2024'] = '.';
        table['\u00B7'] = '.';
        table['\u2044'] = '/';
        table['\u2215'] = '/';
        table['\u2800'] = ' ';
        return table;
    }

    private static char computed(char c) {
        if (c >= '\uFF01' && c <= '\uFF5E') {
            return (char) (c - '\uFF01' + '!');
        }
        return switch (Character.getType(c)) {
            case Character.SPACE_SEPARATOR -> ' ';
            case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> '\n';
            case Character.DASH_PUNCTUATION -> '-';
            case Character.DECIMAL_DIGIT_NUMBER -> (char) ('0' + Character.digit(c, 10));
            case Character.FORMAT, Character.CONTROL -> NOTHING;
            default -> c;
        };
    }
}
