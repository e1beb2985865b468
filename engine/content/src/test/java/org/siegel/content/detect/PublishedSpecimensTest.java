package org.siegel.content.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every published specimen is found in every spelling, and no longer found once its check digit is wrong. */
class PublishedSpecimensTest {

    /** Detector, value, and the groups in which it is commonly written. */
    static Stream<Arguments> specimens() {
        return Stream.of(
                arguments("iban", "DE89370400440532013000", "4 4 4 4 4 2"),
                arguments("iban", "DE02120300000000202051", "2 2 8 10"),
                arguments("iban", "AT611904300234573201", "4 4 4 4 4"),
                arguments("iban", "CH9300762011623852957", "4 4 4 4 4 1"),
                arguments("iban", "GB29NWBK60161331926819", "4 4 4 4 4 2"),
                arguments("iban", "MT84MALT011000012345MTLCAST001S", "4 4 4 4 4 4 4 3"),
                arguments("iban", "NO9386011117947", "4 4 4 3"),
                arguments("payment-card", "4111111111111111", "4 4 4 4"),
                arguments("payment-card", "5555555555554444", "4 4 4 4"),
                arguments("payment-card", "378282246310005", "4 6 5"),
                arguments("payment-card", "30569309025904", "4 6 4"),
                arguments("payment-card", "6011111111111117", "4 4 4 4"),
                arguments("payment-card", "3530111333300000", "4 4 4 4"),
                arguments("steuer-id", "86095742719", "2 3 3 3"),
                arguments("steuer-id", "36574261809", "2 3 3 3"),
                arguments("steuer-id", "65929970489", "2 3 3 3"),
                arguments("steuer-id", "26954371827", "3 4 4"),
                arguments("kvnr", "A000500015", "1 3 3 3"),
                arguments("kvnr", "A123456780", "4 3 3"),
                arguments("rentenversicherungsnummer", "15070649C103", "2 6 1 3"),
                arguments("rentenversicherungsnummer", "65170839J003", "2 6 1 3"),
                arguments("ahv-nummer", "7569217076985", "3 4 4 2"));
    }

    @ParameterizedTest
    @MethodSource("specimens")
    void inEverySpelling(String detector, String value, String groups) {
        for (String separator : new String[] {
            "", " ", "-", ".", "\u00A0", "\u202F", "\u2009", "\u2010", "\u2011", "\u2013", "\u200B", "\u00AD",
            "\u200B ", " \u2060"
        }) {
            assertFound(detector, value, "Nummer: " + grouped(value, groups, separator) + ", danke");
        }
        assertFound(detector, value, value);
        assertFound(detector, value, "(" + value + ")");
        assertFound(detector, value, "\"" + value + "\";");
        assertFound(detector, value, "die " + value + ".");
        assertFound(detector, value, "x," + value + ",y");
        assertFound(detector, value, fullWidth(value));
        assertFound(detector, value, String.join("\u200D", value.split("", -1)));
    }

    @ParameterizedTest
    @MethodSource("specimens")
    void acrossOneLineBreakAnywhere(String detector, String value, String groups) {
        for (int i = 1; i < value.length(); i++) {
            String wrapped = value.substring(0, i) + "\r\n" + value.substring(i);
            assertFound(detector, value, "Nr. " + wrapped + " folgt");
            assertFound(detector, value, "Nr. " + value.substring(0, i) + "-\n" + value.substring(i) + " folgt");
        }
        String spaced = grouped(value, groups, " ");
        for (int i = 0; i < spaced.length(); i++) {
            if (spaced.charAt(i) == ' ') {
                assertFound(detector, value, spaced.substring(0, i) + "\n" + spaced.substring(i + 1));
                assertFound(detector, value, "> " + spaced.substring(0, i) + "\r\n> " + spaced.substring(i + 1));
                assertFound(detector, value, spaced.substring(0, i) + " \n" + spaced.substring(i + 1));
            }
        }
    }

    /** Detectors share what was read of a token; none may see less for what others read before it. */
    @ParameterizedTest
    @MethodSource("specimens")
    void besideAllOtherDetectorsToo(String detector, String value, String groups) {
        String[] all = Identifiers.knownDetectors().toArray(String[]::new);
        for (int i = 1; i < value.length(); i++) {
            String wrapped = value.substring(0, i) + "\r\n" + value.substring(i);
            assertThat(Detected.in("Nr. " + wrapped + " folgt", all)).contains(detector + " " + value);
        }
        assertThat(Detected.in("Nr. " + grouped(value, groups, " ") + " folgt", all))
                .contains(detector + " " + value);
    }

    @ParameterizedTest
    @MethodSource("specimens")
    void notWithAnotherDigitInAnyPlace(String detector, String value, String groups) {
        for (int i = 0; i < value.length(); i++) {
            for (char c = '0'; c <= '9'; c++) {
                boolean digit = Character.isDigit(value.charAt(i));
                if (digit && c != value.charAt(i)) {
                    String mutated = value.substring(0, i) + c + value.substring(i + 1);
                    assertThat(Detected.in("Nr. " + mutated + " ", detector))
                            .describedAs("%s with digit %d changed", detector, i)
                            .isEmpty();
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("specimens")
    void notInsideSomethingLonger(String detector, String value, String groups) {
        for (String longer : new String[] {
            "1" + value,
            value + "1",
            "x" + value,
            value + "x",
            "ä" + value,
            value + "ß",
            "\uD835\uDC00" + value,
            "7" + grouped(value, groups, "\u200B")
        }) {
            assertThat(Detected.in(longer, detector)).describedAs(longer).isEmpty();
        }
    }

    /** An IBAN is so hard to hit by chance that a file name or a payment link gives it away; plain numbers are not. */
    @ParameterizedTest
    @MethodSource("specimens")
    void inNamesAndAddressesOnlyTheIban(String detector, String value, String groups) {
        for (String text : new String[] {value + "_1.pdf", "auszug_" + value, "https://pay.test/?to=" + value}) {
            assertThat(Detected.in(text, detector)).describedAs(text).hasSize(detector.equals("iban") ? 1 : 0);
        }
    }

    @ParameterizedTest
    @MethodSource("specimens")
    void whereverTheTextIsCut(String detector, String value, String groups) {
        String text = "wort ".repeat(6_600) + grouped(value, groups, " ") + " wort".repeat(200);
        for (int piece : new int[] {1, 7, 4096, 32 * 1024 - 1}) {
            assertThat(Detected.in(text, piece, detector)).containsExactly(detector + " " + value);
        }
        for (int filler = 32 * 1024 - 600; filler < 32 * 1024 + 40; filler += 7) {
            String shifted = ".".repeat(filler - 1) + " " + grouped(value, groups, " ") + " ";
            assertThat(Detected.in(shifted, detector)).hasSize(1);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "iban, DE89  3704  0044  0532  0130  00, DE89370400440532013000",
        "iban, D E 8 9 3 7 0 4 0 0 4 4 0 5 3 2 0 1 3 0 0 0, DE89370400440532013000",
        "iban, de89 3704 0044 0532 0130 00, DE89370400440532013000",
        "iban, GB29 NWBK 6016 1331 9268 19 and more, GB29NWBK60161331926819",
        "iban, 'IBAN:DE89370400440532013000,BIC:X', DE89370400440532013000",
        "payment-card, 4111 1111 1111 1111 12/27, 4111111111111111",
        "payment-card, 'VISA:4111111111111111', 4111111111111111",
        "personalausweis, L01X00T471, L01X00T47",
        "personalausweis, L01X00T471D, L01X00T47",
        "personalausweis, L01X00T47 1, L01X00T47",
        "personalausweis, IDD<<T220001293<<<<<<<<<<<<<<<, T22000129",
        "reisepass, C01X00T478, C01X00T47",
        "reisepass, C01X00T478D<<6408125F2702283<<<<<<<<<<<<<<<4, C01X00T47",
        "pzn, PZN 06313728, 06313728",
        "pzn, PZN-27580899, 27580899",
        "pzn, 'PZN: 27580899', 27580899",
        "pzn, pzn06313728, 06313728",
        "private-key, -----BEGIN RSA PRIVATE KEY-----, RSA PRIVATE KEY-----",
        "private-key, -----BEGIN OPENSSH PRIVATE KEY-----, OPENSSH PRIVATE KEY-----"
    })
    void withTheirContext(String detector, String written, String value) {
        assertFound(detector, value, written);
        assertFound(detector, value, "Siehe: " + written);
    }

    @ParameterizedTest
    @CsvSource({
        "personalausweis, L01X00T47",
        "personalausweis, L01X00T472",
        "personalausweis, l01x00t471",
        "reisepass, C01X00T477",
        "pzn, 06313728",
        "pzn, PZN 06313729",
        "pzn, PZN 063137281",
        "private-key, -----BEGIN PUBLIC KEY-----",
        "private-key, BEGIN PRIVATE KEY",
        "kvnr, a123456780",
        "payment-card, https://shop.test/4111111111111111",
        "payment-card, www.shop.test/a?n=4111111111111111",
        "payment-card, 4111111111111111@shop.test",
        "payment-card, '4111111111111111,50 EUR'",
        "payment-card, 4111-1111 1111-1111",
        "payment-card, 41111 11111 111111",
        "payment-card, 4111 1111 1111 1111-1111",
        "payment-card, '0123-4111 1111 1111 1111'",
        "payment-card, 1234 4111 1111 1111 1111",
        "payment-card, 4111  1111  1111  1111",
        "payment-card, 4111\t1111\t1111\t1111",
        "steuer-id, 86095742719-1",
        "iban, DE00370400440532013000",
        "iban, XX89370400440532013000",
        "iban, at 10 o clock we will meet"
    })
    void notWithoutIt(String detector, String written) {
        assertThat(Detected.in(written, detector)).isEmpty();
    }

    @Test
    void severalInARowAreSeveral() {
        assertThat(Detected.byAny("4111 1111 1111 1111 5555 5555 5555 4444")).hasSize(2);
        assertThat(Detected.byAny("4111111111111111 5555555555554444")).hasSize(2);
        assertThat(Detected.byAny("DE89370400440532013000 DE02 1203 0000 0000 2020 51"))
                .hasSize(2);
        assertThat(Detected.byAny("86095742719;36574261809;65929970489")).hasSize(3);
    }

    @Test
    void whatStandsInAnIbanIsNothingElse() {
        assertThat(Detected.byAny("DE46 4111 1111 1111 1111 00")).hasSizeLessThanOrEqualTo(1);
        assertThat(Detected.byAny("DE89 3704 0044 0532 0130 00")).containsExactly("iban DE89370400440532013000");
    }

    private static void assertFound(String detector, String value, String text) {
        assertThat(Detected.in(text, detector)).describedAs(text).containsExactly(detector + " " + value);
    }

    static String grouped(String value, String groups, String separator) {
        StringBuilder grouped = new StringBuilder();
        int from = 0;
        for (String group : groups.split(" ", -1)) {
            int to = from + Integer.parseInt(group);
            grouped.append(from == 0 ? "" : separator).append(value, from, to);
            from = to;
        }
        return grouped.toString();
    }

    private static String fullWidth(String value) {
        StringBuilder wide = new StringBuilder();
        value.chars().forEach(c -> wide.append((char) (c + 0xFEE0)));
        return wide.toString();
    }
}
