package org.siegel.content.detect;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.siegel.policy.OwnRules.ListRule;

/** A chosen set of detectors, arranged so that a token is only shown to those that it can concern. Immutable. */
public final class Identifiers {

    /** German plates begin with umlauts too. */
    static final int LETTERS = 256;

    private final List<Detector> detectors;
    private final Map<TokenKind, Detector[][][]> byStart = new EnumMap<>(TokenKind.class);

    /**
     * @param names of detectors; duplicates count once
     * @throws IllegalArgumentException naming a detector that does not exist, and those that do
     */
    public Identifiers(Collection<String> names) {
        this(names, List.of());
    }

    /**
     * @param lists of the organisation's own numbers
     * @throws IllegalArgumentException as the other, or naming a list that cannot be read
     */
    public Identifiers(Collection<String> names, Collection<ListRule> lists) {
        this(Stream.concat(
                        names.stream().distinct().flatMap(name -> KnownDetectors.named(name).stream()),
                        lists.stream().map(ListedNumberDetector::of))
                .toList());
    }

    private Identifiers(List<Detector> detectors) {
        this.detectors = detectors;
        for (TokenKind kind : TokenKind.values()) {
            Detector[][][] byLetter = new Detector[LETTERS][][];
            for (char c = 0; c < LETTERS; c++) {
                byLetter[c] = byLength(concerned(kind, c));
            }
            byStart.put(kind, byLetter);
        }
    }

    /** The names that exist, in alphabetical order. */
    public static List<String> knownDetectors() {
        return KnownDetectors.names();
    }

    private List<Detector> concerned(TokenKind kind, char first) {
        List<Detector> concerned = new ArrayList<>();
        if (Window.isWordCharacter(first)) {
            for (Detector detector : detectors) {
                if (detector.onlyBefore() == '\0' && detector.canStartWith(kind, first)) {
                    concerned.add(detector);
                }
            }
        }
        return concerned;
    }

    /** Index 0 is for groups that a line break cuts, which can have any length. */
    private static Detector[][] byLength(List<Detector> detectors) {
        Detector[][] byLength = new Detector[Detector.LONGEST_GROUP + 1][];
        byLength[0] = detectors.toArray(Detector[]::new);
        for (int i = 1; i <= Detector.LONGEST_GROUP; i++) {
            int length = i;
            byLength[i] = detectors.stream()
                    .filter(detector -> detector.canStartWithGroupOf(length))
                    .toArray(Detector[]::new);
        }
        return byLength;
    }

    /** Those that look at every token before a certain character. */
    Detector[] before(char mark) {
        return detectors.stream()
                .filter(detector -> detector.onlyBefore() == mark)
                .toArray(Detector[]::new);
    }

    /** By first character, then by length. */
    Detector[][][] startingWith(TokenKind kind) {
        return byStart.getOrDefault(kind, new Detector[LETTERS][0][0]);
    }
}
