package org.siegel.content.detect;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** All detectors there are, by the names that policies use; several detectors may share a name. */
final class KnownDetectors {

    private static final SortedMap<String, List<Detector>> BY_NAME = Stream.of(
                    withFormsOfTheirOwn(),
                    GermanNumbers.all(),
                    EuropeanNumbers.all(),
                    EuropeanNumbers.companies(),
                    Secrets.all(),
                    PersonalData.all())
            .flatMap(all -> all)
            .collect(groupingBy(Detector::name, TreeMap<String, List<Detector>>::new, toList()));

    private KnownDetectors() {}

    private static Stream<Detector> withFormsOfTheirOwn() {
        return Stream.of(
                new IbanDetector(),
                new PaymentCardDetector(),
                new TaxIdDetector(),
                new HealthInsuranceNumberDetector(),
                new PensionInsuranceNumberDetector(),
                TravelDocumentDetector.identityCard(),
                TravelDocumentDetector.passport(),
                new MachineReadableZoneDetector(),
                new PharmacyNumberDetector(),
                new SwissInsuranceNumberDetector(),
                new VehicleDetector(),
                new DiagnosisCodeDetector(),
                new CourtFileDetector(),
                new EuropeanCourtFileDetector());
    }

    static List<String> names() {
        return List.copyOf(BY_NAME.keySet());
    }

    /** @throws IllegalArgumentException naming the detector and those there are */
    static Collection<Detector> named(String name) {
        List<Detector> detectors = BY_NAME.get(name);
        if (detectors == null) {
            throw new IllegalArgumentException(
                    "There is no detector '" + name + "'; use one of " + String.join(", ", names()));
        }
        return detectors;
    }
}
