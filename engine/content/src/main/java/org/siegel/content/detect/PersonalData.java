package org.siegel.content.detect;

import java.util.stream.Stream;

/** What says something of a person, each on its own little; many of them are a list of people. */
final class PersonalData {

    private PersonalData() {}

    static Stream<Detector> all() {
        return Stream.of(
                BirthDateDetector.behindWord(),
                BirthDateDetector.behindAsterisk(),
                new AmountDetector(),
                new MailAddressDetector(),
                new PhoneDetector(),
                new NamedPersonDetector(),
                new PostalAddressDetector(),
                Shape.of("bic", "@@@@@@&&")
                        .inCapitals()
                        .checkedBy(BankCode::isPossible)
                        .onlyNear(Context.BANK),
                Shape.of("bic", "@@@@@@&&&&&")
                        .inCapitals()
                        .checkedBy(BankCode::isPossible)
                        .onlyNear(Context.BANK));
    }
}
