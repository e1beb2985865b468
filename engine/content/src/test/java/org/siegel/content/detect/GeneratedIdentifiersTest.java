package org.siegel.content.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Numbers drawn from a fixed seed and completed by check digits worked out here in the other direction: each is found,
 * and no other last digit is.
 */
class GeneratedIdentifiersTest {

    private static final int DRAWN = 1_000;

    @ParameterizedTest
    @CsvSource({"iban", "payment-card", "steuer-id", "kvnr", "rentenversicherungsnummer", "ahv-nummer"})
    void eachGeneratedNumberIsFoundAndNoNeighbour(String detector) {
        SplittableRandom random = new SplittableRandom(20_260_101);
        for (int i = 0; i < DRAWN; i++) {
            String value = generator(detector).apply(random);
            assertThat(Detected.in("Nr " + value + "\n", detector)).containsExactly(detector + " " + value);
            String neighbour = neighbour(value, random);
            assertThat(Detected.in("Nr " + neighbour + "\n", detector))
                    .describedAs("neighbour of a valid " + detector)
                    .isEmpty();
        }
    }

    /** The same number with its last digit changed. */
    private static String neighbour(String value, SplittableRandom random) {
        int last = value.charAt(value.length() - 1) - '0';
        return value.substring(0, value.length() - 1) + (last + random.nextInt(1, 10)) % 10;
    }

    private static Function<SplittableRandom, String> generator(String detector) {
        return switch (detector) {
            case "iban" -> GeneratedIdentifiersTest::iban;
            case "payment-card" -> GeneratedIdentifiersTest::card;
            case "steuer-id" -> GeneratedIdentifiersTest::taxId;
            case "kvnr" -> random -> byLetterSum(letter(random), digits(random, 8));
            case "rentenversicherungsnummer" -> GeneratedIdentifiersTest::pension;
            case "ahv-nummer" -> GeneratedIdentifiersTest::ahv;
            default -> throw new IllegalArgumentException(detector);
        };
    }

    private static String iban(SplittableRandom random) {
        String bban = digits(random, 18);
        BigInteger number = new BigInteger(bban + "131400");
        int check = 98 - number.mod(BigInteger.valueOf(97)).intValue();
        return "DE%02d%s".formatted(check, bban);
    }

    private static String card(SplittableRandom random) {
        String[] issuers = {"4", "51", "55", "2221", "2720", "6011", "65", "3528", "3589"};
        String issuer = issuers[random.nextInt(issuers.length)];
        String partial = issuer + digits(random, 15 - issuer.length());
        for (int check = 0; check <= 9; check++) {
            if (luhnSum(partial + check) % 10 == 0) {
                return partial + check;
            }
        }
        throw new IllegalStateException();
    }

    private static int luhnSum(String number) {
        int sum = 0;
        boolean doubled = false;
        for (int i = number.length() - 1; i >= 0; i--, doubled = !doubled) {
            int digit = (number.charAt(i) - '0') * (doubled ? 2 : 1);
            sum += digit > 9 ? digit - 9 : digit;
        }
        return sum;
    }

    /** Nine of the digits once, one of them twice or three times but not three in a row. */
    private static String taxId(SplittableRandom random) {
        while (true) {
            String ten = digits(random, 10);
            long distinct = ten.chars().distinct().count();
            long most = ten.chars()
                    .mapToLong(c -> ten.chars().filter(d -> d == c).count())
                    .max()
                    .orElse(0);
            boolean inARow = false;
            for (int i = 2; i < 10; i++) {
                inARow |= ten.charAt(i) == ten.charAt(i - 1) && ten.charAt(i) == ten.charAt(i - 2);
            }
            boolean shape = (distinct == 9 && most == 2) || (distinct == 8 && most == 3);
            if (shape && !inARow && ten.charAt(0) != '0') {
                int p = 10;
                for (int i = 0; i < ten.length(); i++) {
                    int s = (ten.charAt(i) - '0' + p) % 10;
                    p = 2 * (s == 0 ? 10 : s) % 11;
                }
                return ten + (11 - p == 10 ? 0 : 11 - p);
            }
        }
    }

    private static String byLetterSum(char letter, String eight) {
        String all = "%02d".formatted(letter - 'A' + 1) + eight;
        int sum = 0;
        for (int i = 0; i < all.length(); i++) {
            int product = (all.charAt(i) - '0') * (i % 2 + 1);
            sum += product / 10 + product % 10;
        }
        return letter + eight + sum % 10;
    }

    private static String pension(SplittableRandom random) {
        char letter = letter(random);
        String front = digits(random, 2)
                + "%02d%02d".formatted(random.nextInt(1, 32), random.nextInt(1, 13))
                + digits(random, 2);
        String serial = digits(random, 2);
        String all = front + "%02d".formatted(letter - 'A' + 1) + serial;
        int[] weights = {2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1};
        int sum = 0;
        for (int i = 0; i < weights.length; i++) {
            int product = (all.charAt(i) - '0') * weights[i];
            sum += product / 10 + product % 10;
        }
        return front + letter + serial + sum % 10;
    }

    private static String ahv(SplittableRandom random) {
        String twelve = "756" + digits(random, 9);
        int sum = 0;
        for (int i = 0; i < 12; i++) {
            sum += (twelve.charAt(i) - '0') * (i % 2 == 0 ? 1 : 3);
        }
        return twelve + (10 - sum % 10) % 10;
    }

    private static char letter(SplittableRandom random) {
        return (char) ('A' + random.nextInt(26));
    }

    private static String digits(SplittableRandom random, int count) {
        StringBuilder digits = new StringBuilder();
        for (int i = 0; i < count; i++) {
            digits.append(random.nextInt(10));
        }
        return digits.toString();
    }
}
