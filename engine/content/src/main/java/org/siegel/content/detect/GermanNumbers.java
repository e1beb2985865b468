package org.siegel.content.detect;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Numbers of German authorities and of German health care that have a fixed form. */
final class GermanNumbers {

    /** Numbers of the associations of statutory health insurance physicians, with which practice numbers begin. */
    private static final Set<Integer> PHYSICIANS_ASSOCIATIONS =
            Set.of(1, 2, 3, 17, 20, 35, 38, 46, 51, 52, 71, 72, 73, 74, 78, 83, 88, 93, 98);

    /** How the 13-digit tax number begins for each Land. */
    private static final List<String> TAX_OFFICES =
            List.of("28", "9", "11", "30", "24", "22", "26", "40", "23", "5", "27", "10", "32", "31", "21", "41");

    private GermanNumbers() {}

    static Stream<Detector> all() {
        return Stream.of(
                Shape.of("lanr", "#########")
                        .grouped(7, 2)
                        .grouped(6, 1, 2)
                        .grouped(3, 3, 3)
                        .checkedBy(GermanNumbers::isPhysician)
                        .onlyNear(Context.DOCTOR),
                Shape.of("bsnr", "#########")
                        .grouped(2, 7)
                        .grouped(3, 3, 3)
                        .checkedBy(c -> PHYSICIANS_ASSOCIATIONS.contains(c.digit(0) * 10 + c.digit(1)))
                        .onlyNear(Context.PRACTICE),
                Shape.of("institutionskennzeichen", "#########")
                        .grouped(3, 3, 3)
                        .grouped(2, 2, 5)
                        .grouped(2, 2, 4, 1)
                        .checkedBy(GermanNumbers::isInstitution)
                        .onlyNear(Context.INSTITUTION),
                Shape.of("steuernummer", "##########")
                        .grouped(2, 3, 5)
                        .checkedBy(GermanNumbers::isNoSequence)
                        .onlyNear(Context.TAX),
                Shape.of("steuernummer", "###########")
                        .grouped(3, 3, 5)
                        .grouped(3, 4, 4)
                        .checkedBy(GermanNumbers::isNoSequence)
                        .onlyNear(Context.TAX),
                Shape.of("steuernummer", "#############")
                        .grouped(4, 1, 3, 5)
                        .grouped(4, 4, 5)
                        .checkedBy(GermanNumbers::hasTaxOffice)
                        .onlyNear(Context.TAX),
                Shape.of("ust-idnr", "DE#########")
                        .grouped(2, 9)
                        .grouped(2, 3, 3, 3)
                        .grouped(5, 3, 3)
                        .checkedBy(c -> CheckDigits.mod11And10(c, 2, 11)),
                Shape.of("egk-iccsn", "80276###############")
                        .grouped(5, 5, 5, 5)
                        .grouped(4, 4, 4, 4, 4),
                Shape.of("personalausweis", "@&&&&&&&&")
                        .inCapitals()
                        .grouped(3, 3, 3)
                        .checkedBy(c -> isSerial(c, "LMNPRTVWXY"))
                        .neverWithoutDigit()
                        .onlyNear(Context.IDENTITY_CARD),
                Shape.of("reisepass", "@&&&&&&&&")
                        .inCapitals()
                        .grouped(3, 3, 3)
                        .checkedBy(c -> isSerial(c, "CFGHJK"))
                        .neverWithoutDigit()
                        .onlyNear(Context.PASSPORT),
                Shape.of("personalausweis", "##########")
                        .checkedBy(c -> CheckDigits.machineReadable(c, 0, 9))
                        .onlyNear(Context.IDENTITY_CARD),
                Shape.of("fuehrerschein", "@&&&&&&&&#&")
                        .inCapitals()
                        .grouped(1, 2, 6, 1, 1)
                        .checkedBy(c -> c.digitsWithin(11) >= 3)
                        .onlyNear(Context.DRIVING_LICENCE));
    }

    /** Weights 4 9 4 9 4 9; the numbers for physicians who have none are 999999900 and 555555 with two more digits. */
    private static boolean isPhysician(Candidate c) {
        int sum = 0;
        for (int i = 0; i < 6; i++) {
            sum += c.digit(i) * (i % 2 == 0 ? 4 : 9);
        }
        return (10 - sum % 10) % 10 == c.digit(6)
                || c.value(9).equals("999999900")
                || c.value(7).startsWith("555555");
    }

    /** The third to eighth digit, weighted 2 1 2 1 2 1, sums of digits, mod 10 (ARGE IK). */
    private static boolean isInstitution(Candidate c) {
        int sum = 0;
        for (int i = 2; i < 8; i++) {
            sum += i % 2 == 0 ? CheckDigits.digitSum(2 * c.digit(i)) : c.digit(i);
        }
        return sum % 10 == c.digit(8);
    }

    /** Only the form is the same in all Länder; a number of one digit is none. */
    private static boolean isNoSequence(Candidate c) {
        int length = c.firstGroup() > 3 ? c.firstGroup() : 10;
        for (int i = 1; i < length; i++) {
            if (c.at(i) != c.at(0)) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasTaxOffice(Candidate c) {
        String number = c.value(13);
        return number.charAt(4) == '0' && TAX_OFFICES.stream().anyMatch(number::startsWith);
    }

    private static boolean isSerial(Candidate c, String firstLetters) {
        if (firstLetters.indexOf(c.at(0)) < 0 || c.digitsWithin(9) < 2) {
            return false;
        }
        for (int i = 1; i < 9; i++) {
            if (TravelDocumentDetector.ALPHABET.indexOf(c.at(i)) < 0) {
                return false;
            }
        }
        return true;
    }
}
