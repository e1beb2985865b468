package org.siegel.content.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How many of a million random strings of the right form pass: what a check is worth against chance. */
class PassRatesTest {

    private static final int DRAWN = 1_000_000;

    /** Form: {@code #} any digit, {@code @} any capital, {@code &} either as on identity cards. Per cent, from and to. */
    @ParameterizedTest
    @CsvSource({
        "iban, DE####################, 0.95, 1.07",
        "payment-card, 4###############, 9.8, 10.2",
        "steuer-id, ###########, 0.30, 0.38",
        "rentenversicherungsnummer, ########@###, 0.71, 0.79",
        "kvnr, @#########, 9.8, 10.2",
        "lanr, #########, 9.8, 10.2",
        "institutionskennzeichen, #########, 9.8, 10.2",
        // One in ten, less those with fewer than two digits, which are rather words.
        "personalausweis, L&&&&&&&&#, 8.4, 8.8",
        "ust-idnr, DE#########, 9.8, 10.2",
        "ahv-nummer, 756##########, 9.8, 10.2",
        "at-svnr, ##########, 0.36, 0.40",
        "nl-bsn, #########, 8.9, 9.3",
        "pl-pesel, ###########, 1.80, 1.92",
        "es-dni, ########@, 3.7, 4.0",
        "fr-nir, 19501##########, 0.95, 1.1"
    })
    void chancePassesThisOften(String name, String form, double from, double to) {
        SplittableRandom random = new SplittableRandom(42);
        char[] text = (form + " ").toCharArray();
        Window window = new Window(text, 0, text.length, text.length);
        Candidate candidate = new Candidate(window);
        int passed = 0;
        for (int i = 0; i < DRAWN; i++) {
            draw(form, text, random);
            candidate.startAt(window, 0, 0);
            passed +=
                    KnownDetectors.named(name).stream().anyMatch(detector -> passes(detector, form, candidate)) ? 1 : 0;
        }
        assertThat(100.0 * passed / DRAWN).isBetween(from, to);
    }

    private static boolean passes(Detector detector, String form, Candidate candidate) {
        Match match = detector.match(candidate);
        return match != null && match.end() == form.length();
    }

    private static void draw(String form, char[] text, SplittableRandom random) {
        for (int i = 0; i < form.length(); i++) {
            String alphabet = TravelDocumentDetector.ALPHABET;
            text[i] = switch (form.charAt(i)) {
                case '#' -> (char) ('0' + random.nextInt(10));
                case '@' -> (char) ('A' + random.nextInt(26));
                case '&' -> alphabet.charAt(random.nextInt(alphabet.length()));
                default -> form.charAt(i);
            };
        }
    }
}
