package org.siegel.content.detect;

import java.util.Set;
import java.util.stream.Stream;

/** Numbers that other states give to persons and companies. */
final class EuropeanNumbers {

    private static final Set<String> NO_BRITISH_PREFIX = Set.of("BG", "GB", "NK", "KN", "TN", "NT", "ZZ");
    private static final String SPANISH_LETTERS = "TRWAGMYFPDXBNJZSQVHLCKE";

    private EuropeanNumbers() {}

    static Stream<Detector> all() {
        return Stream.of(
                Shape.of("at-svnr", "##########")
                        .grouped(4, 6)
                        .checkedBy(c -> c.digit(0) != 0 && isDate(c.number(4, 6), c.number(6, 8), 15))
                        .checkedBy(c -> CheckDigits.weighted(c, 0, 11, c.digit(3), 3, 7, 9, 0, 5, 8, 4, 2, 1, 6))
                        .onlyNear(Context.SSN_AT),
                Shape.of("nl-bsn", "#########")
                        .grouped(4, 2, 3)
                        .grouped(3, 3, 3)
                        .checkedBy(c -> c.number(0, 9) > 0)
                        .checkedBy(c -> CheckDigits.weighted(c, 0, 11, 0, 9, 8, 7, 6, 5, 4, 3, 2, -1))
                        .onlyNear(Context.BSN),
                Shape.of("nl-bsn", "########")
                        .checkedBy(c -> c.number(0, 8) > 0)
                        .checkedBy(c -> CheckDigits.weighted(c, 0, 11, 0, 8, 7, 6, 5, 4, 3, 2, -1))
                        .onlyNear(Context.BSN),
                Shape.of("fr-nir", "######&########")
                        .grouped(1, 2, 2, 2, 3, 3, 2)
                        .grouped(13, 2)
                        .checkedBy(EuropeanNumbers::isFrench),
                Shape.of("uk-nino", "@@######@")
                        .inCapitals()
                        .grouped(2, 2, 2, 2, 1)
                        .grouped(2, 6, 1)
                        .checkedBy(EuropeanNumbers::isBritish)
                        .likelyBut(Context.BRITISH),
                Shape.of("us-ssn", "#########")
                        .grouped(3, 2, 4)
                        .onlySeparatedBy('-')
                        .checkedBy(EuropeanNumbers::isAmerican)
                        .likelyBut(Context.AMERICAN),
                Shape.of("us-ssn", "#########")
                        .grouped(3, 2, 4)
                        .checkedBy(EuropeanNumbers::isAmerican)
                        .onlyNear(Context.AMERICAN),
                Shape.of("pl-pesel", "###########")
                        .checkedBy(c -> isDate(c.number(4, 6), c.number(2, 4) % 20, 12))
                        .checkedBy(c -> CheckDigits.weighted(c, 0, 10, 0, 1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1))
                        .onlyNear(Context.PESEL),
                Shape.of("es-dni", "########@")
                        .inCapitals()
                        .grouped(8, 1)
                        .grouped(2, 3, 3, 1)
                        .checkedBy(c -> c.at(8) == SPANISH_LETTERS.charAt((int) (c.number(0, 8) % 23)))
                        .likelyBut(Context.SPANISH),
                Shape.of("it-codice-fiscale", "@@@@@@&&@&&@&&&@")
                        .grouped(3, 3, 5, 5)
                        .grouped(3, 3, 2, 1, 2, 1, 3, 1)
                        .checkedBy(EuropeanNumbers::isItalian),
                Shape.of("be-nn", "###########")
                        .grouped(2, 2, 2, 3, 2)
                        .onlyGrouped()
                        .byAnySeparators()
                        .checkedBy(EuropeanNumbers::isBelgian)
                        .likelyBut(Context.BELGIAN),
                Shape.of("be-nn", "###########")
                        .grouped(6, 3, 2)
                        .grouped(6, 5)
                        .checkedBy(EuropeanNumbers::isBelgian)
                        .onlyNear(Context.BELGIAN));
    }

    /** Numbers of companies for value added tax: no personal data, but rules can ask for them. */
    static Stream<Detector> companies() {
        return Stream.of(
                Shape.of("eu-vat", "ATU########").checkedBy(EuropeanNumbers::isAustrianVat),
                Shape.of("eu-vat", "BE##########")
                        .grouped(2, 10)
                        .grouped(2, 4, 3, 3)
                        .checkedBy(c -> 97 - c.number(2, 10) % 97 == c.number(10, 12)),
                Shape.of("eu-vat", "DK########")
                        .grouped(2, 8)
                        .grouped(2, 2, 2, 2, 2)
                        .checkedBy(c -> CheckDigits.weighted(c, 2, 11, 0, 2, 7, 6, 5, 4, 3, 2, 1)),
                Shape.of("eu-vat", "IT###########").grouped(2, 11).checkedBy(EuropeanNumbers::isItalianVat),
                Shape.of("eu-vat", "LU########").grouped(2, 8).checkedBy(c -> c.number(2, 8) % 89 == c.number(8, 10)),
                Shape.of("eu-vat", "NL#########B##")
                        .checkedBy(c -> CheckDigits.weighted(c, 2, 11, 0, 9, 8, 7, 6, 5, 4, 3, 2, -1)),
                Shape.of("eu-vat", "PL##########")
                        .grouped(2, 10)
                        .grouped(2, 3, 3, 2, 2)
                        .checkedBy(c -> CheckDigits.weighted(c, 2, 11, 0, 6, 5, 7, 2, 3, 4, 5, 6, 7, -1)));
    }

    private static boolean isDate(long day, long month, int lastMonth) {
        return day >= 1 && day <= 31 && month >= 1 && month <= lastMonth;
    }

    /** Sex, year, month, department (Corsica is 2A and 2B and counts as 19 and 18), commune, serial; key 97 - n mod 97. */
    private static boolean isFrench(Candidate c) {
        boolean isCorsica = c.at(5) == '2' && (c.at(6) == 'A' || c.at(6) == 'B');
        if (!isCorsica && !c.isDigit(6)) {
            return false;
        }
        long department = isCorsica ? (c.at(6) == 'A' ? 19 : 18) : c.number(5, 7);
        long number = (c.number(0, 5) * 100 + department) * 1_000_000 + c.number(7, 13);
        long month = c.number(3, 5);
        boolean isPossible = (month >= 1 && month <= 12) || (month >= 20 && month <= 42) || month >= 50;
        return isPossible && "123478".indexOf(c.at(0)) >= 0 && 97 - number % 97 == c.number(13, 15);
    }

    private static boolean isBritish(Candidate c) {
        return "DFIQUV".indexOf(c.at(0)) < 0
                && "DFIQUVO".indexOf(c.at(1)) < 0
                && !NO_BRITISH_PREFIX.contains(c.value(2))
                && c.at(8) <= 'D';
    }

    private static boolean isAmerican(Candidate c) {
        long area = c.number(0, 3);
        return area != 0 && area != 666 && area < 900 && c.number(3, 5) != 0 && c.number(5, 9) != 0;
    }

    /** The number, with a 2 before it for births from 2000 on, is checked mod 97. */
    private static boolean isBelgian(Candidate c) {
        long month = c.number(2, 4) % 20;
        long number = c.number(0, 9);
        long check = c.number(9, 11);
        boolean checks = 97 - number % 97 == check || 97 - (2_000_000_000L + number) % 97 == check;
        return checks && month <= 12 && c.number(4, 6) <= 31;
    }

    private static final int[] ITALIAN_ODD = {
        1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23
    };

    /** Places 7, 8, 10, 11, 13 to 15 are digits, or the letters that stand for them where two persons would share a code. */
    private static boolean isItalian(Candidate c) {
        int sum = 0;
        for (int i = 0; i < 15; i++) {
            char at = c.at(i);
            boolean digitPlace = i == 6 || i == 7 || i == 9 || i == 10 || (i >= 12 && i <= 14);
            if (digitPlace && !Window.isAsciiDigit(at) && "LMNPQRSTUV".indexOf(at) < 0) {
                return false;
            }
            int value = Window.isAsciiDigit(at) ? at - '0' : at - 'A';
            sum += i % 2 == 0 ? ITALIAN_ODD[value] : value;
        }
        return "ABCDEHLMPRST".indexOf(c.at(8)) >= 0 && c.at(15) == 'A' + sum % 26;
    }

    private static boolean isAustrianVat(Candidate c) {
        int sum = 4;
        for (int i = 0; i < 7; i++) {
            sum += i % 2 == 0 ? c.digit(3 + i) : CheckDigits.digitSum(2 * c.digit(3 + i));
        }
        return (10 - sum % 10) % 10 == c.digit(10);
    }

    private static boolean isItalianVat(Candidate c) {
        int sum = 0;
        for (int i = 0; i < 11; i++) {
            sum += i % 2 == 0 ? c.digit(2 + i) : CheckDigits.digitSum(2 * c.digit(2 + i));
        }
        return sum % 10 == 0;
    }
}
