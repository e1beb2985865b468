package org.siegel.content.detect;

import java.util.Locale;
import java.util.Set;

/** Business identifier codes (ISO 9362): four letters, a country, two more characters, sometimes a branch. */
final class BankCode {

    private static final Set<String> COUNTRIES = Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA2);

    private BankCode() {}

    static boolean isPossible(Candidate candidate) {
        return COUNTRIES.contains(candidate.value(6).substring(4));
    }
}
