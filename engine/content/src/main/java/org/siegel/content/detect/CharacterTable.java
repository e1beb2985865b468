package org.siegel.content.detect;

/** What each character of the basic plane is read as, worked out once. */
final class CharacterTable {

    /** For characters without width, which only stand between others to hide them from searches. */
    static final char NOTHING = '\uFFFF';

    private static final char[] READ_AS = table();

    private CharacterTable() {}

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
