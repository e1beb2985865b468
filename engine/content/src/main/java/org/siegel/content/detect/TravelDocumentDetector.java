package org.siegel.content.detect;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Serial numbers of German identity cards and passports with the check digit that follows them in the machine-readable
 * zone (ICAO Doc 9303-3 §4.9). The bare nine characters have no inner check and are not taken.
 */
final class TravelDocumentDetector implements Detector {

    private static final int SERIAL = 9;
    private static final int[] WEIGHTS = {7, 3, 1};

    /** Since 2010 there are no vowels and no letters that look like digits. */
    static final String ALPHABET = "0123456789CFGHJKLMNPRTVWXYZ";

    private final String name;
    private final String firstLetters;

    private TravelDocumentDetector(String name, String firstLetters) {
        this.name = name;
        this.firstLetters = firstLetters;
    }

    static TravelDocumentDetector identityCard() {
        return new TravelDocumentDetector("personalausweis", "LMNPRTVWXY");
    }

    static TravelDocumentDetector passport() {
        return new TravelDocumentDetector("reisepass", "CFGHJK");
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<Start> starts() {
        return List.of(Start.withDigit().first(firstLetters).noShorterThan(9));
    }

    @Override
    public @Nullable Match match(Candidate candidate) {
        int length = lengthOf(candidate);
        int end = length < 0 ? -1 : candidate.textEndAfter(length);
        boolean found = end >= 0
                && firstLetters.indexOf(candidate.at(0)) >= 0
                && candidate.isUpperCaseAsWritten(length)
                && hasCheckDigit(candidate)
                && candidate.startsClean()
                && candidate.endsClean(end)
                && !candidate.isInAddress();
        return found ? new Match(candidate.value(SERIAL), end) : null;
    }

    /** Serial number and check digit together or with a blank between, with the D for German that may follow. */
    private static int lengthOf(Candidate candidate) {
        int group = candidate.firstGroup();
        boolean apart = candidate.isGrouped(SERIAL, 1) || candidate.isGrouped(SERIAL + 1);
        boolean nationality = group == SERIAL + 2 && candidate.at(SERIAL + 1) == 'D';
        if (group == SERIAL + 1 || apart) {
            return SERIAL + 1;
        }
        return nationality ? SERIAL + 2 : -1;
    }

    private static boolean hasCheckDigit(Candidate candidate) {
        int sum = 0;
        int digits = 0;
        for (int i = 0; i < SERIAL; i++) {
            char c = candidate.at(i);
            if (ALPHABET.indexOf(c) < 0) {
                return false;
            }
            digits += c <= '9' ? 1 : 0;
            sum += (c <= '9' ? c - '0' : c - 'A' + 10) * WEIGHTS[i % WEIGHTS.length];
        }
        return digits >= 2 && candidate.isDigit(SERIAL) && sum % 10 == candidate.digit(SERIAL);
    }
}
