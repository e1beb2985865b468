package org.siegel.content.detect;

import static java.util.Objects.requireNonNull;

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

    private final Map<TokenKind, Detector[][][]> byStart = new EnumMap<>(TokenKind.class);
    private final Map<TokenKind, Detector[][][]> withoutDigit = new EnumMap<>(TokenKind.class);
    private final Detector[] beforeAt;
    private final Detector[] beforeColon;

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
        this.beforeAt = onlyBefore('@', detectors);
        this.beforeColon = onlyBefore(':', detectors);
        for (TokenKind kind : TokenKind.values()) {
            byStart.put(kind, byFirstCharacter(kind, detectors));
            withoutDigit.put(
                    kind,
                    byFirstCharacter(
                            kind,
                            detectors.stream()
                                    .filter(detector -> !detector.needsDigitNear())
                                    .toList()));
        }
    }

    /** The names that exist, in alphabetical order. */
    public static List<String> knownDetectors() {
        return KnownDetectors.names();
    }

    private static Detector[][][] byFirstCharacter(TokenKind kind, List<Detector> detectors) {
        Detector[][][] byLetter = new Detector[LETTERS][][];
        for (char c = 0; c < LETTERS; c++) {
            byLetter[c] = byLength(kind, c, concerned(kind, c, detectors));
        }
        return byLetter;
    }

    private static List<Detector> concerned(TokenKind kind, char first, List<Detector> detectors) {
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
    private static Detector[][] byLength(TokenKind kind, char first, List<Detector> detectors) {
        Detector[][] byLength = new Detector[Detector.LONGEST_GROUP + 1][];
        byLength[0] = detectors.toArray(Detector[]::new);
        for (int i = 1; i <= Detector.LONGEST_GROUP; i++) {
            int length = i;
            byLength[i] = detectors.stream()
                    .filter(detector -> detector.canStartWith(kind, first, length))
                    .toArray(Detector[]::new);
        }
        return byLength;
    }

    private static Detector[] onlyBefore(char mark, List<Detector> detectors) {
        return detectors.stream()
                .filter(detector -> detector.onlyBefore() == mark)
                .toArray(Detector[]::new);
    }

    /** Those that look at every token before an at sign. */
    Detector[] beforeAt() {
        return beforeAt;
    }

    /** Those that look at every token before a colon. */
    Detector[] beforeColon() {
        return beforeColon;
    }

    /** By first character, then by length. */
    Detector[][][] startingWith(TokenKind kind) {
        return requireNonNull(byStart.get(kind));
    }

    /** The same without those that find nothing where no digit is near. */
    Detector[][][] startingWithoutDigit(TokenKind kind) {
        return requireNonNull(withoutDigit.get(kind));
    }
}
