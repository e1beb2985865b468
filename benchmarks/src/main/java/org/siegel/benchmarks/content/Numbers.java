package org.siegel.benchmarks.content;

import java.math.BigInteger;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Predicate;

/** Numbers that belong to nobody: drawn at random, completed so that their check digits are right, by code of its own. */
final class Numbers {

    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private static final String CARD_LETTERS = "CFGHJKLMNPRTVWXYZ";

    private final SplittableRandom random;

    Numbers(SplittableRandom random) {
        this.random = random;
    }

    /** How a number is grouped when it is written in groups; its name is the detector's. */
    record Kind(String detector, String groups, String context) {}

    /** Numbers that count by their check digits alone. */
    static final List<Kind> CHECKED = List.of(
            new Kind("iban", "4 4 4 4 4 2", ""),
            new Kind("payment-card", "4 4 4 4", ""),
            new Kind("steuer-id", "2 3 3 3", ""),
            new Kind("rentenversicherungsnummer", "2 6 1 3", ""),
            new Kind("kvnr", "1 9", ""),
            new Kind("ahv-nummer", "3 4 4 2", ""),
            new Kind("fr-nir", "1 2 2 2 3 3 2", ""),
            new Kind("it-codice-fiscale", "16", ""),
            new Kind("es-dni", "8 1", ""),
            new Kind("personalausweis", "10", ""));

    /** Numbers that need a word. */
    static final List<Kind> BY_CONTEXT = List.of(
            new Kind("lanr", "9", "LANR|Arztnummer|Lebenslange Arztnummer (LANR)"),
            new Kind("bsnr", "9", "BSNR|Betriebsstättennummer"),
            new Kind("institutionskennzeichen", "9", "IK|Institutionskennzeichen|IK-Nr."),
            new Kind("steuernummer", "3 3 5", "Steuernummer|St.-Nr.|Steuer-Nr."),
            new Kind("personalausweis", "9", "Personalausweis|Ausweisnummer|Personalausweis-Nr."),
            new Kind("reisepass", "9", "Reisepass|Passnummer|Reisepass-Nr."),
            new Kind("fuehrerschein", "11", "Führerschein|Führerscheinnummer|Fahrerlaubnis Nr."),
            new Kind("kfz-kennzeichen", "0", "Kennzeichen|amtliches Kennzeichen|Kfz-Kennzeichen"),
            new Kind("icd-10", "0", "Diagnose|ICD-10|Hauptdiagnose"),
            new Kind("at-svnr", "4 6", "SVNR|Sozialversicherungsnummer|SV-Nummer"),
            new Kind("nl-bsn", "9", "BSN|Burgerservicenummer"),
            new Kind("pl-pesel", "11", "PESEL|PESEL-Nummer"),
            new Kind("birth-date", "0", "geb.|geboren am|Geburtsdatum"),
            new Kind("salary", "0", "Bruttogehalt|Monatsgehalt|Nettolohn"),
            new Kind("password", "0", "Passwort|Kennwort|Zugangscode"));

    String of(Kind kind) {
        return switch (kind.detector()) {
            case "iban" -> iban();
            case "payment-card" -> lastDigit(pick("4", "51", "55", "2221"), 16, Numbers::luhn);
            case "steuer-id" -> taxId();
            case "rentenversicherungsnummer" -> pension();
            case "kvnr" -> lastDigit(letter() + "", 10, Numbers::kvnr);
            case "ahv-nummer" -> lastDigit("756", 13, n -> weighted(n, 10, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1) == 0);
            case "fr-nir" -> french();
            case "it-codice-fiscale" -> italian();
            case "es-dni" -> spanish();
            case "personalausweis" -> kind.groups().equals("9") ? serial("LMNPRTVWXY") : document(serial("LMNPRTVWXY"));
            case "reisepass" -> serial("CFGHJK");
            case "lanr" -> lastDigit("", 7, Numbers::lanr) + digits(2);
            case "bsnr" -> pick("01", "17", "38", "72") + digits(7);
            case "institutionskennzeichen" -> lastDigit("10", 9, Numbers::institution);
            case "steuernummer" -> "1" + digits(10);
            case "fuehrerschein" -> "B0" + random.nextInt(10) + digits(2) + "RE" + digits(3) + "5";
            case "kfz-kennzeichen" ->
                pick("B", "M", "HH", "K", "S", "DD", "LEV", "MYK") + "-" + letter() + letter() + " "
                        + (1 + random.nextInt(998));
            case "icd-10" -> "" + "CEFIJKM".charAt(random.nextInt(7)) + digits(2) + "." + random.nextInt(10);
            case "at-svnr" -> austrian();
            case "nl-bsn" -> lastDigit("1", 9, n -> weighted(n, 11, 9, 8, 7, 6, 5, 4, 3, 2, -1) == 0);
            case "pl-pesel" ->
                lastDigit(
                        two(40 + random.nextInt(59)) + two(1 + random.nextInt(12)) + two(1 + random.nextInt(28)),
                        11,
                        n -> weighted(n, 10, 1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1) == 0);
            case "birth-date" ->
                two(1 + random.nextInt(28)) + "." + two(1 + random.nextInt(12)) + "." + (1930 + random.nextInt(85));
            case "salary" -> (2 + random.nextInt(6)) + "." + digits(3) + ",00 " + pick("EUR", "€", "Euro");
            case "password" -> pick("Sommer", "Haus", "x7-Kq", "Berlin!") + digits(3);
            default -> throw new IllegalArgumentException(kind.detector());
        };
    }

    private String iban() {
        String account = digits(18);
        int check = 98
                - new BigInteger(account + "131400").mod(BigInteger.valueOf(97)).intValue();
        return "DE" + two(check) + account;
    }

    private String taxId() {
        while (true) {
            String ten = (1 + random.nextInt(9)) + digits(9);
            long distinct = ten.chars().distinct().count();
            if (distinct == 9) {
                int product = 10;
                for (int i = 0; i < ten.length(); i++) {
                    int sum = (ten.charAt(i) - '0' + product) % 10;
                    product = 2 * (sum == 0 ? 10 : sum) % 11;
                }
                return ten + (11 - product) % 10;
            }
        }
    }

    private String pension() {
        char letter = letter();
        String front =
                two(10 + random.nextInt(60)) + two(1 + random.nextInt(28)) + two(1 + random.nextInt(12)) + digits(2);
        String serial = digits(2);
        String all = front + two(letter - 'A' + 1) + serial;
        int[] weights = {2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1};
        int sum = 0;
        for (int i = 0; i < weights.length; i++) {
            int product = (all.charAt(i) - '0') * weights[i];
            sum += product / 10 + product % 10;
        }
        return front + letter + serial + sum % 10;
    }

    private String french() {
        String number = pick("1", "2")
                + two(30 + random.nextInt(70))
                + two(1 + random.nextInt(12))
                + two(1 + random.nextInt(95))
                + digits(6);
        return number + two((int) (97 - Long.parseLong(number) % 97));
    }

    private String spanish() {
        String number = digits(8);
        return number + "TRWAGMYFPDXBNJZSQVHLCKE".charAt(Integer.parseInt(number) % 23);
    }

    private String italian() {
        String code = "RSSMRA" + two(30 + random.nextInt(69)) + "ABCDEHLMPRST".charAt(random.nextInt(12))
                + two(1 + random.nextInt(28)) + "H" + digits(3);
        int[] odd = {1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23};
        int sum = 0;
        for (int i = 0; i < code.length(); i++) {
            char c = code.charAt(i);
            int value = Character.isDigit(c) ? c - '0' : c - 'A';
            sum += i % 2 == 0 ? odd[value] : value;
        }
        return code + LETTERS.charAt(sum % 26);
    }

    private String austrian() {
        while (true) {
            String front = "1" + digits(2);
            String date = two(1 + random.nextInt(28)) + two(1 + random.nextInt(12)) + digits(2);
            int check = weighted(front + "0" + date, 11, 3, 7, 9, 0, 5, 8, 4, 2, 1, 6);
            if (check < 10) {
                return front + check + date;
            }
        }
    }

    private String serial(String first) {
        StringBuilder serial = new StringBuilder()
                .append(first.charAt(random.nextInt(first.length())))
                .append(digits(2));
        while (serial.length() < 9) {
            serial.append(
                    random.nextBoolean() ? digits(1) : CARD_LETTERS.charAt(random.nextInt(CARD_LETTERS.length())));
        }
        return serial.toString();
    }

    private static String document(String serial) {
        int sum = 0;
        for (int i = 0; i < serial.length(); i++) {
            sum += Character.digit(serial.charAt(i), 36) * new int[] {7, 3, 1}[i % 3];
        }
        return serial + sum % 10;
    }

    private String lastDigit(String start, int length, Predicate<String> check) {
        while (true) {
            String partial = start + digits(length - 1 - start.length());
            for (int i = 0; i < 10; i++) {
                if (check.test(partial + i)) {
                    return partial + i;
                }
            }
        }
    }

    private static boolean luhn(String number) {
        int sum = 0;
        for (int i = 0; i < number.length(); i++) {
            int digit = (number.charAt(number.length() - 1 - i) - '0') * (1 + i % 2);
            sum += digit / 10 + digit % 10;
        }
        return sum % 10 == 0;
    }

    private static boolean kvnr(String number) {
        String digits = two(number.charAt(0) - 'A' + 1) + number.substring(1, 9);
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int product = (digits.charAt(i) - '0') * (1 + i % 2);
            sum += product / 10 + product % 10;
        }
        return sum % 10 == number.charAt(9) - '0';
    }

    private static boolean lanr(String number) {
        return (10 - weighted(number.substring(0, 6), 10, 4, 9, 4, 9, 4, 9)) % 10 == number.charAt(6) - '0';
    }

    private static boolean institution(String number) {
        int sum = 0;
        for (int i = 2; i < 8; i++) {
            int product = (number.charAt(i) - '0') * (2 - i % 2);
            sum += product / 10 + product % 10;
        }
        return sum % 10 == number.charAt(8) - '0';
    }

    private static int weighted(String number, int modulus, int... weights) {
        int sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += (number.charAt(i) - '0') * weights[i];
        }
        return Math.floorMod(sum, modulus);
    }

    private char letter() {
        return LETTERS.charAt(random.nextInt(26));
    }

    String digits(int count) {
        StringBuilder digits = new StringBuilder();
        for (int i = 0; i < count; i++) {
            digits.append(random.nextInt(10));
        }
        return digits.toString();
    }

    private static String two(int number) {
        return number < 10 ? "0" + number : Integer.toString(number);
    }

    private String pick(String... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
