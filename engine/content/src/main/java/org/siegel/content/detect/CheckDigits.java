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
        int product = 10;
        for (int i = 0; i < length - 1; i++) {
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
