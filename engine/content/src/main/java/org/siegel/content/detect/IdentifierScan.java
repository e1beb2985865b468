package org.siegel.content.detect;

import java.util.function.BiConsumer;

/** Goes through one message's texts and tells each identifier found. Linear: a token is looked at a bounded number of times. */
public final class IdentifierScan implements WindowScanner {

    /** A digit later than this makes no token an identifier that begins with it. */
    private static final int DIGIT_WITHIN = 12;

    private static final int LONG_AGO = -2 * NormalisedText.CONTEXT;
    private static final int WIDEST_GAP = 4;

    private static final Detector[] NONE = {};

    private final Detector[][] words;
    private final Detector[][] shortWords;
    private final Detector[][] withDigits;
    private final BiConsumer<String, String> found;
    private final Candidate candidate = new Candidate(new Window(new char[0], 0, 0, 0));
    /** Where the last identifier ended, counted from the start of the next window; far before it if there was none. */
    private int lastEnd = LONG_AGO;

    /** @param found takes the name of the detector and the canonical value */
    public IdentifierScan(Identifiers identifiers, BiConsumer<String, String> found) {
        this.words = identifiers.startingWith(TokenKind.WORD);
        this.shortWords = identifiers.startingWith(TokenKind.SHORT_WORD);
        this.withDigits = identifiers.startingWith(TokenKind.WITH_DIGIT);
        this.found = found;
    }

    @Override
    public void scan(Window window) {
        char[] text = window.text();
        int to = window.to();
        int fresh = window.from() + lastEnd;
        int i = Math.max(window.from(), fresh);
        if (lastEnd <= 0 && window.isWordCharacter(i - 1)) {
            i = window.endOfToken(i);
        }
        while (i < to) {
            char c = text[i];
            if (!Window.isWordCharacter(c)) {
                i++;
                continue;
            }
            int end = window.endOfToken(i);
            int matched = c < 128 ? match(window, i, end, fresh) : -1;
            if (matched > 0) {
                fresh = matched;
            }
            i = Math.max(end, matched);
        }
        lastEnd = Math.max(LONG_AGO, fresh - to);
    }

    /** Where the longest identifier at {@code start} ends, or -1. */
    private int match(Window window, int start, int end, int fresh) {
        Detector[] detectors = detectorsFor(window.text(), start, end, window.end());
        if (detectors.length == 0) {
            return -1;
        }
        candidate.startAt(window, start, fresh);
        int matched = -1;
        for (Detector detector : detectors) {
            Match match = detector.match(candidate);
            if (match != null) {
                found.accept(detector.name(), match.value());
                matched = Math.max(matched, match.end());
            }
        }
        return matched;
    }

    private Detector[] detectorsFor(char[] text, int start, int end, int known) {
        int nearEnd = Math.min(end, start + DIGIT_WITHIN);
        for (int i = start; i < nearEnd; i++) {
            if (Window.isAsciiDigit(text[i])) {
                return withDigits[text[start]];
            }
        }
        if (end - start > 2) {
            return words[text[start]];
        }
        return leadsOn(text, start, end, known) ? shortWords[text[start]] : NONE;
    }

    /** Whether after a short word a digit follows, or another short word that could belong to it: "D E 8 9". */
    private static boolean leadsOn(char[] text, int start, int end, int known) {
        int i = end;
        while (i < known && i - end < WIDEST_GAP && !Window.isWordCharacter(text[i])) {
            i++;
        }
        boolean single = end - start == 1 && (i + 1 >= known || !Window.isAsciiLetter(text[i + 1]));
        return i < known && (Window.isAsciiDigit(text[i]) || (single && Window.isAsciiLetter(text[i])));
    }

    @Override
    public void endOfText() {
        lastEnd = LONG_AGO;
    }
}
