package org.siegel.content.word;

import java.text.Normalizer;

/**
 * Brings letters into the form in which words are compared: lower case, umlauts and ß spelt out (ä = ae, ß = ss),
 * accents dropped. One character becomes none, one or two.
 */
final class Folding {

    private static final char COMBINING_DIAERESIS = '\u0308';

    /** Cyrillic and Greek letters whose small or capital form looks like a Latin letter, and that letter. */
    private static final String LETTERS_LIKE_LATIN = "авекмнорстухіјѕёԁһ" + "αβεικνορτυχ";

    private static final String LATIN = "abekmhopctyxijsedh" + "abeiknoptux";
    private static final char[] BASE_LETTERS = baseLetters();

    private Folding() {}

    /** The first folded character, or {@code \0} for a mark that only belongs to the letter before. */
    static char first(char c, char before) {
        if (c < 128) {
            return c >= 'A' && c <= 'Z' ? (char) (c + 32) : c;
        }
        return switch (c) {
            case 'ä', 'Ä', 'æ', 'Æ' -> 'a';
            case 'ö', 'Ö', 'ø', 'Ø', 'œ', 'Œ' -> 'o';
            case 'ü', 'Ü' -> 'u';
            case 'ß', 'ẞ' -> 's';
            case COMBINING_DIAERESIS -> "aouAOU".indexOf(before) >= 0 ? 'e' : '\0';
            default -> other(c);
        };
    }

    /** The second folded character, or {@code \0} if there is none. */
    static char second(char c) {
        if (c < 128) {
            return '\0';
        }
        return switch (c) {
            case 'ä', 'Ä', 'æ', 'Æ', 'ö', 'Ö', 'ø', 'Ø', 'œ', 'Œ', 'ü', 'Ü' -> 'e';
            case 'ß', 'ẞ' -> 's';
            default -> '\0';
        };
    }

    static boolean isMark(char c) {
        return c >= 128 && Character.getType(c) == Character.NON_SPACING_MARK;
    }

    private static char other(char c) {
        if (isMark(c)) {
            return '\0';
        }
        if (c < BASE_LETTERS.length) {
            return BASE_LETTERS[c];
        }
        char small = Character.toLowerCase(c);
        int like = LETTERS_LIKE_LATIN.indexOf(small);
        return like < 0 ? small : LATIN.charAt(like);
    }

    private static char[] baseLetters() {
        char[] letters = new char[0x250];
        for (char c = 0; c < letters.length; c++) {
            String apart = Normalizer.normalize(String.valueOf(c), Normalizer.Form.NFD);
            letters[c] = Character.toLowerCase(apart.charAt(0));
        }
        return letters;
    }
}
