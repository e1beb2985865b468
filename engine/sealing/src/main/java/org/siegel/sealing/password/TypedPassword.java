package org.siegel.sealing.password;

/**
 * A password that a person made up. How hard it is to guess cannot be known, only bounded: what is estimated here errs on the
 * low side, so that a floor holds for words and patterns too.
 */
public final class TypedPassword {

    /** What a letter of a word carries, in bits: five words of a list of 7776 have 64.6 bits and some 30 letters. */
    private static final double LETTER_OF_A_WORD = 2;

    private static final int SHORTEST_WORD = 4;

    /** Small letters, capitals, digits, the rest of ASCII. */
    private static final int[] SIZES = {26, 26, 10, 33};

    private TypedPassword() {}

    /**
     * Takes it over.
     *
     * @param text printable ASCII, copied; the caller overwrites its own array
     * @throws IllegalArgumentException if it cannot be used at all
     */
    public static Passphrase of(char[] text) {
        return Passphrase.of(text, entropy(text));
    }

    /**
     * Letters of one case in a row count as a word; what repeats or continues the character before it counts nothing; a sign
     * that was there before separates.
     */
    static Entropy entropy(char[] text) {
        double perCharacter = Math.log(alphabet(text)) / Math.log(2);
        double bits = 0;
        int wordStart = 0;
        for (int i = 0; i < text.length; i++) {
            if (i > 0 && !(isLetter(text[i]) && kind(text[i]) == kind(text[i - 1]))) {
                wordStart = i;
            }
            boolean predictable = i > 0 && Math.abs(text[i] - text[i - 1]) <= 1;
            boolean inWord = wordEnd(text, i) - wordStart >= SHORTEST_WORD;
            boolean separator = kind(text[i]) == 3 && occursBefore(text, i);
            bits += predictable ? 0 : separator ? 1 : inWord ? LETTER_OF_A_WORD : perCharacter;
        }
        return new Entropy(Math.min((int) bits, distinct(text) * 12));
    }

    private static boolean occursBefore(char[] text, int end) {
        for (int i = 0; i < end; i++) {
            if (text[i] == text[end]) {
                return true;
            }
        }
        return false;
    }

    private static int wordEnd(char[] text, int from) {
        int end = from + 1;
        while (isLetter(text[from])
                && end < text.length
                && isLetter(text[end])
                && kind(text[end]) == kind(text[from])) {
            end++;
        }
        return end;
    }

    private static int alphabet(char[] text) {
        int sum = 0;
        for (int kind = 0; kind < SIZES.length; kind++) {
            for (char c : text) {
                if (kind(c) == kind) {
                    sum += SIZES[kind];
                    break;
                }
            }
        }
        return Math.max(sum, 2);
    }

    private static int kind(char c) {
        if (c >= 'a' && c <= 'z') {
            return 0;
        }
        if (c >= 'A' && c <= 'Z') {
            return 1;
        }
        return c >= '0' && c <= '9' ? 2 : 3;
    }

    private static boolean isLetter(char c) {
        return kind(c) <= 1;
    }

    private static int distinct(char[] text) {
        boolean[] seen = new boolean[128];
        int count = 0;
        for (char c : text) {
            if (c < seen.length && !seen[c]) {
                seen[c] = true;
                count++;
            }
        }
        return count;
    }
}
