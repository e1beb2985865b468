package org.siegel.content.detect;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Which identifiers occur in one message: distinct values and where. Never gives a value away. */
public final class FoundIdentifiers {

    private static final int MOST_PLACES = 100;

    private final Identifiers identifiers;
    private final int most;
    private final Map<String, Occurrences> byDetector = new HashMap<>();
    private String place = "";

    /** @param most distinct values are counted for each detector; what exceeds that is not counted */
    public FoundIdentifiers(Identifiers identifiers, int most) {
        this.identifiers = identifiers;
        this.most = most;
    }

    /** A scanner that notes here what it finds. */
    public IdentifierScan scan() {
        return new IdentifierScan(identifiers, this::note);
    }

    /** What is found from now on is found there. */
    public void startPlace(String where) {
        this.place = where;
    }

    private void note(String detector, String value) {
        Occurrences occurrences = byDetector.computeIfAbsent(detector, name -> new Occurrences());
        if (occurrences.values.size() < most) {
            occurrences.values.add(value);
        }
        if (occurrences.places.size() < MOST_PLACES) {
            occurrences.places.add(place);
        }
    }

    /** How many distinct values the detector found. */
    public int countOf(String detector) {
        Occurrences occurrences = byDetector.get(detector);
        return occurrences == null ? 0 : occurrences.values.size();
    }

    /** Where it found them, in the order found; at most 100 places. */
    public Set<String> placesOf(String detector) {
        Occurrences occurrences = byDetector.get(detector);
        return occurrences == null ? Set.of() : occurrences.places;
    }

    private static final class Occurrences {
        private final Set<String> values = new HashSet<>();
        private final Set<String> places = new LinkedHashSet<>();
    }
}
