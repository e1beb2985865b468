package org.siegel.content.detect;

/**
 * A stretch of normalised text. What starts in {@code from} (inclusive) to {@code to} (exclusive) is to be found; text
 * before and after is there to be looked at, at most {@link NormalisedText#CONTEXT} characters unless the text ends.
 *
 * @param text lent for the time of the call
 * @param end  where the characters known so far end
 */
@SuppressWarnings("ArrayRecordComponent") // lent, never compared
public record Window(char[] text, int from, int to, int end) {

    /** Whether a letter or digit of any script stands there; false outside the text. */
    public boolean isWordCharacter(int at) {
        return at >= 0 && at < end && isWordCharacter(text[at]);
    }

    static boolean isWordCharacter(char c) {
        if (c < 128) {
            return isAsciiDigit(c) || isAsciiLetter(c);
        }
        // U+FFFD stands for a letter beyond the basic plane
        return Character.isLetterOrDigit(c) || c == '\uFFFD';
    }

    static boolean isAsciiDigit(char c) {
        return c >= '0' && c <= '9';
    }

    static boolean isAsciiLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    /** The character there, or {@code \0} outside the text. */
    char at(int index) {
        return index >= 0 && index < end ? text[index] : '\0';
    }

    /** Where the run of digits there ends; not beyond {@code most} of them. */
    int endOfDigits(int start, int most) {
        int i = start;
        while (i - start < most && isAsciiDigit(at(i))) {
            i++;
        }
        return i;
    }

    /** Where the run of letters and digits that {@code start} lies in ends. */
    int endOfToken(int start) {
        int i = start;
        while (i < end && isWordCharacter(text[i])) {
            i++;
        }
        return i;
    }
}
