package org.siegel.content.detect;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.siegel.policy.Confidence;
import org.siegel.policy.Where;

/** Which identifiers occur in one message: distinct values, how sure, and where. Never gives a value away. */
public final class FoundIdentifiers implements IdentifierScan.Sink {

    private static final int MOST_PLACES = 100;

    private final int most;
    private final Map<String, Occurrences> byDetector = new HashMap<>();
    private String place = "";

    /** @param most distinct values are counted for each detector; what exceeds that is not counted */
    public FoundIdentifiers(int most) {
        this.most = most;
    }

    /** What is found from now on is found there. */
    public void startPlace(String where) {
        this.place = where;
    }

    @Override
    public void found(String detector, String value, Confidence confidence) {
        Occurrences occurrences = byDetector.computeIfAbsent(detector, _name -> new Occurrences());
        Seen seen = occurrences.values.get(value);
        if (seen == null && occurrences.values.size() < most) {
            seen = new Seen();
            occurrences.values.put(value, seen);
        }
        if (seen != null) {
            seen.add(confidence, Where.ofPlace(place));
        }
        if (occurrences.places.size() < MOST_PLACES) {
            occurrences.places.add(place);
        }
    }

    /** How many distinct values the detector found, at least that sure, in such a place. */
    public int countOf(String detector, Confidence confidence, Where where) {
        Occurrences occurrences = byDetector.get(detector);
        if (occurrences == null) {
            return 0;
        }
        return (int) occurrences.values.values().stream()
                .filter(seen -> seen.confidence.compareTo(confidence) >= 0)
                .filter(seen -> where == Where.ANYWHERE || seen.places.contains(where))
                .count();
    }

    /** Where it found them, in the order found; at most 100 places. */
    public Set<String> placesOf(String detector) {
        Occurrences occurrences = byDetector.get(detector);
        return occurrences == null ? Set.of() : occurrences.places;
    }

    private static final class Occurrences {
        private final Map<String, Seen> values = new HashMap<>();
        private final Set<String> places = new LinkedHashSet<>();
    }

    private static final class Seen {
        private final Set<Where> places = EnumSet.noneOf(Where.class);
        private Confidence confidence = Confidence.POSSIBLE;

        private void add(Confidence also, Where where) {
            confidence = confidence.compareTo(also) >= 0 ? confidence : also;
            places.add(where);
        }
    }
}
