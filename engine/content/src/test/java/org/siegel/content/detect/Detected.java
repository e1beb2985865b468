package org.siegel.content.detect;

import java.util.ArrayList;
import java.util.List;

/** Runs detectors over plain text and shows what they took. */
final class Detected {

    private Detected() {}

    static List<String> in(String text, String... detectors) {
        return in(text, text.length() + 1, detectors);
    }

    /** The text arrives in pieces of that many characters. */
    static List<String> in(String text, int piece, String... detectors) {
        List<String> found = new ArrayList<>();
        Identifiers identifiers = new Identifiers(List.of(detectors));
        NormalisedText sink = new NormalisedText(
                new IdentifierScan(identifiers, (detector, value) -> found.add(detector + " " + value)));
        char[] chars = text.toCharArray();
        for (int i = 0; i < chars.length; i += piece) {
            sink.accept(chars, i, Math.min(chars.length, i + piece));
        }
        sink.end();
        return found;
    }

    static List<String> byAny(String text) {
        return in(text, Identifiers.knownDetectors().toArray(String[]::new));
    }
}
