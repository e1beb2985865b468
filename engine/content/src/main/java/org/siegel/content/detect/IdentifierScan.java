package org.siegel.content.detect;

import java.util.Arrays;
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

    private final TokenFilter filter;
    /** The starts that the token fits, as bits. */
    private final long[] fitting;

    private final Sink sink;
    private final Candidate candidate = new Candidate(new Window(new char[0], 0, 0, 0));
    private final WaitingMatches waiting = new WaitingMatches();
    /** Where each context was seen last, counted from the start of the text. */
    private final long[] seen = new long[Context.values().length];
    /** Up to there lies what only counts behind a word. */
    private long behindWordUntil;
    /** Where the last identifier ended, counted from the start of the text. */
    private long fresh;
    /** Before this there is no digit that was not passed, counted from the start of the text. */
    private long nextDigit;

    public IdentifierScan(Identifiers identifiers, Sink sink) {
        this.filter = identifiers.filter();
        this.fitting = new long[filter.width()];
        this.sink = sink;
        startText();
    }

    /** What comes now is another text. */
    public void startText() {
        Arrays.fill(seen, Long.MIN_VALUE / 2);
        waiting.clear();
        behindWordUntil = -1;
        fresh = 0;
        nextDigit = 0;
    }

    /** A word of the context ends there, counted from the start of the text. */
    public void context(Context context, long end) {
        seen[context.number()] = end;
        behindWordUntil = Math.max(behindWordUntil, end + filter.reachBehind(context));
        waiting.confirm(context, end, sink);
    }

    /**
     * A run of letters and digits.
     *
     * @param base what is to be added to a place in the window to count from the start of the text
     */
    public void token(Window window, int start, int end, long base) {
        if (window.text()[start] >= TokenFilter.LETTERS || base + start < fresh) {
            return;
        }
        int digit = nextDigit(window, start, base);
        int kind = TokenFilter.rowOf(
                kindOf(window, start, end, digit),
                digit - start < TokenFilter.DIGIT_NEAR,
                base + start <= behindWordUntil);
        if (!filter.fits(window, start, end, kind, fitting)) {
            return;
        }
        candidate.startAt(window, start, (int) Math.max(fresh - base, Integer.MIN_VALUE / 2));
        int taken = tryFitting(start, base);
        if (taken >= 0) {
            fresh = base + taken;
        }
    }

    /** Where the longest identifier found ends, or -1. */
    private int tryFitting(int start, long base) {
        int taken = -1;
        int last = -1;
        for (int i = 0; i < fitting.length; i++) {
            for (long left = fitting[i]; left != 0; left &= left - 1) {
                int number = filter.detectorOf(i * Long.SIZE + Long.numberOfTrailingZeros(left));
                if (number != last) {
                    taken = Math.max(taken, endOfMatch(filter.detector(number), start, base));
                    last = number;
                }
            }
        }
        return taken;
    }

    private int endOfMatch(Detector detector, int start, long base) {
        Match match = detector.match(candidate);
        return match != null && isReported(detector, match, base + start, base + match.end()) ? match.end() : -1;
    }

    private boolean isReported(Detector detector, Match match, long start, long end) {
        Nearness near = detector.near();
        if (near != null && start - seen[near.context().number()] <= near.before()) {
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

    private static TokenKind kindOf(Window window, int start, int end, int digit) {
        if (digit < Math.min(end, start + DIGIT_WITHIN)) {
            return TokenKind.WITH_DIGIT;
        }
        if (end - start > 2) {
            return TokenKind.WORD;
        }
        return leadsOn(window.text(), end, window.end()) ? TokenKind.SHORT_WORD : TokenKind.LONE_SHORT_WORD;
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
        while (i < known && i - end < Candidate.WIDEST_GAP && !Window.isWordCharacter(text[i])) {
            i++;
        }
        if (i == known) {
            return false;
        }
        boolean isNear = i - end <= 1 || text[i - 1] == '\n';
        return Window.isAsciiDigit(text[i]) || (isNear && Window.isAsciiLetter(text[i]));
    }
}
