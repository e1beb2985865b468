package org.siegel.content.detect;

import java.util.List;
import org.siegel.content.scan.ScannedText;

/** Runs detectors over plain text and shows what they took: detector and value. */
final class Detected {

    private Detected() {}

    static List<String> in(String text, String... detectors) {
        return in(text, text.length() + 1, detectors);
    }

    /** The text arrives in pieces of that many characters. */
    static List<String> in(String text, int piece, String... detectors) {
        return ScannedText.in(text, piece, detectors);
    }

    static List<String> byAny(String text) {
        return in(text, Identifiers.knownDetectors().toArray(String[]::new));
    }
}
