package org.siegel.content.detect;

import static java.util.Comparator.comparing;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All detectors there are, by the names that policies use. */
final class KnownDetectors {

    private static final Map<String, Detector> BY_NAME = Stream.<Detector>of(
                    new IbanDetector(),
                    new PaymentCardDetector(),
                    new TaxIdDetector(),
                    new HealthInsuranceNumberDetector(),
                    new PensionInsuranceNumberDetector(),
                    TravelDocumentDetector.identityCard(),
                    TravelDocumentDetector.passport(),
                    new PharmacyNumberDetector(),
                    new SwissInsuranceNumberDetector(),
                    new PrivateKeyDetector())
            .sorted(comparing(Detector::name))
            .collect(Collectors.toMap(
                    Detector::name, Function.identity(), (one, other) -> one, TreeMap<String, Detector>::new));

    private KnownDetectors() {}

    static List<String> names() {
        return List.copyOf(BY_NAME.keySet());
    }

    /** @throws IllegalArgumentException naming the detector and those there are */
    static Detector named(String name) {
        Detector detector = BY_NAME.get(name);
        if (detector == null) {
            throw new IllegalArgumentException(
                    "There is no detector '" + name + "'; use one of " + String.join(", ", names()));
        }
        return detector;
    }
}
