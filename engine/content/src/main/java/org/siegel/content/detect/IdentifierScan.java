package org.siegel.content.detect;

import static java.util.Objects.requireNonNull;

import java.util.EnumMap;
import java.util.Map;
import org.siegel.policy.Confidence;

/**
 * Is shown the tokens of one text after the other, and the words that are context, and tells each identifier found.
 * Linear: a token is looked at a bounded number of times. What needs a word behind it waits for that word.
 */
public final class IdentifierScan {

    /** Takes what was found. */
    @FunctionalInterface
    public interface Sink {

        /**
         * Something was found.
         *
         * @param detector its name
         * @param value    in canonical form, only to tell distinct values apart
         */
        void found(String detector, String value, Confidence confidence);
    }

    /** A digit later than this makes no token an identifier that begins with it. */
    private static final int DIGIT_WITHIN = 12;

    private static final int WIDEST_GAP = 4;
    private static final Detector[] NONE = {};

    private final Detector[][][] words;
    private final Detector[][][] shortWords;
    private final Detector[][][] wordsWithoutDigit;
    private final Detector[][][] shortWordsWithoutDigit;
    private final Detector[][][] withDigits;
    private final Detector[] beforeAt;
    private final Detector[] beforeColon;
    private final Sink sink;
    private final Candidate candidate = new Candidate(new Window(new char[0], 0, 0, 0));
    private final WaitingMatches waiting = new WaitingMatches();
    /** Where each context was seen last, counted from the start of the text. */
    private final Map<Context, long[]> seen = new EnumMap<>(Context.class);
    /** Where the last identifier ended, counted from the start of the text. */
    private long fresh;
    /** Before this there is no digit that was not passed, counted from the start of the text. */
    private long nextDigit;

    public IdentifierScan(Identifiers identifiers, Sink sink) {
        this.words = identifiers.startingWith(TokenKind.WORD);
        this.shortWords = identifiers.startingWith(TokenKind.SHORT_WORD);
        this.wordsWithoutDigit = identifiers.startingWithoutDigit(TokenKind.WORD);
        this.shortWordsWithoutDigit = identifiers.startingWithoutDigit(TokenKind.SHORT_WORD);
        this.withDigits = identifiers.startingWith(TokenKind.WITH_DIGIT);
        this.beforeAt = identifiers.beforeAt();
        this.beforeColon = identifiers.beforeColon();
        this.sink = sink;
        for (Context context : Context.values()) {
            seen.put(context, new long[1]);
        }
        startText();
    }

    /** What comes now is another text. */
    public void startText() {
        seen.values().forEach(end -> end[0] = Long.MIN_VALUE / 2);
        waiting.clear();
        fresh = 0;
        nextDigit = 0;
    }

    /** A word of the context ends there, counted from the start of the text. */
    public void context(Context context, long end) {
        seenAt(context)[0] = end;
        waiting.confirm(context, end, sink);
    }

    /**
     * A run of letters and digits.
     *
     * @param base what is to be added to a place in the window to count from the start of the text
     */
    public void token(Window window, int start, int end, long base) {
        if (window.text()[start] >= Identifiers.LETTERS || base + start < fresh) {
            return;
        }
        Detector[] detectors = detectorsFor(window, start, end, base);
        char after = window.at(end);
        Detector[] marked = after == '@' ? beforeAt : after == ':' ? beforeColon : NONE;
        if (detectors.length == 0 && marked.length == 0) {
            return;
        }
        candidate.startAt(window, start, end, (int) Math.max(fresh - base, Integer.MIN_VALUE / 2));
        int taken = Math.max(tryAll(detectors, start, base), tryAll(marked, start, base));
        if (taken >= 0) {
            fresh = base + taken;
        }
    }

    /** Where the longest identifier found ends, or -1. */
    private int tryAll(Detector[] detectors, int start, long base) {
        int taken = -1;
        for (Detector detector : detectors) {
            Match match = detector.match(candidate);
            if (match != null && isReported(detector, match, base + start, base + match.end())) {
                taken = Math.max(taken, match.end());
            }
        }
        return taken;
    }

    private boolean isReported(Detector detector, Match match, long start, long end) {
        Nearness near = detector.near();
        if (near != null && start - seenAt(near.context())[0] <= near.before()) {
            sink.found(detector.name(), match.value(), detector.withContext());
            return true;
        }
        if (near != null && near.after() > 0) {
            waiting.add(detector, near, match.value(), end);
        }
        Confidence alone = match.confidence() != null ? match.confidence() : detector.alone();
        if (alone == null) {
            return false;
        }
        sink.found(detector.name(), match.value(), alone);
        return true;
    }

    private long[] seenAt(Context context) {
        return requireNonNull(seen.get(context));
    }

    private Detector[] detectorsFor(Window window, int start, int end, long base) {
        char[] text = window.text();
        int length = window.at(end) == '\n' ? 0 : Math.min(end - start, Detector.LONGEST_GROUP);
        int digit = nextDigit(window, start, base);
        if (digit < Math.min(end, start + DIGIT_WITHIN)) {
            return withDigits[text[start]][length];
        }
        boolean near = digit - start < Detector.DIGIT_NEAR;
        if (end - start > 2) {
            return (near ? words : wordsWithoutDigit)[text[start]][length];
        }
        return leadsOn(text, end, window.end())
                ? (near ? shortWords : shortWordsWithoutDigit)[text[start]][length]
                : NONE;
    }

    /** Where in the window the next digit stands, or where what is known of the text ends. No character is read twice. */
    private int nextDigit(Window window, int start, long base) {
        int i = (int) Math.max(start, nextDigit - base);
        char[] text = window.text();
        int known = window.end();
        while (i < known && !Window.isAsciiDigit(text[i])) {
            i++;
        }
        nextDigit = base + i;
        return i;
    }

    /** Whether after a short word a digit follows, or another short word that could belong to it: "D E 8 9". */
    private static boolean leadsOn(char[] text, int end, int known) {
        int i = end;
        while (i < known && i - end < WIDEST_GAP && !Window.isWordCharacter(text[i])) {
            i++;
        }
        boolean letters = i < known && Window.isAsciiLetter(text[i]) && i - end <= 1;
        return i < known && (Window.isAsciiDigit(text[i]) || letters);
    }
}
