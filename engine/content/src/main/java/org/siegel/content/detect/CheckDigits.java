package org.siegel.content.detect;

/** The check digit procedures that several identifiers share. */
final class CheckDigits {

    private CheckDigits() {}

    /** ISO/IEC 7812-1 annex B (Luhn) over the first {@code length} digits. */
    static boolean luhn(Candidate candidate, int length) {
        int sum = 0;
        for (int i = 0; i < length; i++) {
            int digit = candidate.digit(length - 1 - i);
            sum += i % 2 == 0 ? digit : digitSum(2 * digit);
        }
        return sum % 10 == 0;
    }

    /** ISO/IEC 7064, mod 11,10: the last of {@code length} digits checks those before. */
    static boolean mod11And10(Candidate candidate, int length) {
        return mod11And10(candidate, 0, length);
    }

    /** The same from {@code from} to before {@code length}. */
    static boolean mod11And10(Candidate candidate, int from, int length) {
        int product = 10;
        for (int i = from; i < length - 1; i++) {
            int sum = (candidate.digit(i) + product) % 10;
            product = (sum == 0 ? 10 : sum) * 2 % 11;
        }
        return (11 - product) % 10 == candidate.digit(length - 1);
    }

    /** ISO/IEC 7064, mod 97,10 as an IBAN uses it: country and check digits count as if they stood at the end. */
    static boolean mod97(Candidate candidate, int length) {
        int remainder = 0;
        for (int i = 0; i < length; i++) {
            char c = candidate.at((i + 4) % length);
            remainder = c <= '9' ? (remainder * 10 + c - '0') % 97 : (remainder * 100 + c - 'A' + 10) % 97;
        }
        return remainder == 1;
    }

    /** ICAO Doc 9303-3: weights 7 3 1, letters from A = 10; the character at {@code to} checks those from {@code from}. */
    static boolean machineReadable(Candidate candidate, int from, int to) {
        int sum = 0;
        for (int i = from; i < to; i++) {
            sum += machineValue(candidate.at(i))
                    * switch ((i - from) % 3) {
                        case 0 -> 7;
                        case 1 -> 3;
                        default -> 1;
                    };
        }
        return candidate.isDigit(to) && sum % 10 == candidate.digit(to);
    }

    static int machineValue(char c) {
        return Window.isAsciiDigit(c) ? c - '0' : Window.isAsciiLetter(c) ? c - 'A' + 10 : 0;
    }

    /** Whether the weighted digits from {@code from} on have a sum that leaves {@code remainder}. */
    static boolean weighted(Candidate candidate, int from, int modulus, int remainder, int... weights) {
        int sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += candidate.digit(from + i) * weights[i];
        }
        return Math.floorMod(sum, modulus) == remainder;
    }

    /** Where a letter counts as two digits, A = 01. */
    static int tens(char letter) {
        return (letter - 'A' + 1) / 10;
    }

    static int ones(char letter) {
        return (letter - 'A' + 1) % 10;
    }

    static int digitSum(int twoDigits) {
        return twoDigits / 10 + twoDigits % 10;
    }
}
