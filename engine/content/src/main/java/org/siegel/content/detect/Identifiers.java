package org.siegel.content.detect;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** A chosen set of detectors, arranged so that a token is only shown to those that it can concern. Immutable. */
public final class Identifiers {

    private static final int ASCII = 128;

    private final List<Detector> detectors;
    private final Map<TokenKind, Detector[][]> byStart = new EnumMap<>(TokenKind.class);

    /**
     * @param names of detectors; duplicates count once
     * @throws IllegalArgumentException naming a detector that does not exist, and those that do
     */
    public Identifiers(Collection<String> names) {
        detectors = names.stream().distinct().map(KnownDetectors::named).toList();
        for (TokenKind kind : TokenKind.values()) {
            Detector[][] byLetter = new Detector[ASCII][];
            for (char c = 0; c < ASCII; c++) {
                byLetter[c] = concerned(kind, c);
            }
            byStart.put(kind, byLetter);
        }
    }

    /** The names that exist, in alphabetical order. */
    public static List<String> knownDetectors() {
        return KnownDetectors.names();
    }

    private Detector[] concerned(TokenKind kind, char first) {
        List<Detector> concerned = new ArrayList<>();
        if (Window.isWordCharacter(first)) {
            for (Detector detector : detectors) {
                if (detector.canStartWith(kind, first)) {
                    concerned.add(detector);
                }
            }
        }
        return concerned.toArray(Detector[]::new);
    }

    Detector[][] startingWith(TokenKind kind) {
        return byStart.getOrDefault(kind, new Detector[ASCII][0]);
    }
}
