package org.siegel.content.scan;

import org.siegel.content.detect.IdentifierScan;
import org.siegel.content.detect.Window;
import org.siegel.content.detect.WindowScanner;
import org.siegel.content.word.WordAutomaton;

/**
 * The one pass over a text: each character moves the automaton of all words, each token is shown to the detectors that it
 * can concern. No character is read twice but by a detector whose first look fitted, and where a hyphen may join words.
 */
final class OnePass implements WindowScanner {

    /** A token of this length or more is nobody's identifier beyond its beginning. */
    private static final int LONGEST_LOOK_AHEAD = 64;

    /** Behind a hyphen up to so many further hyphens may join, as in "E-Mail-Adress-Liste". */
    private static final int MOST_JOINS = 5;

    private final WordAutomaton automaton;
    private final char[] symbols;
    private final int[] next;
    private final TextEvents events;
    private final IdentifierScan identifiers;

    private int state;
    private boolean inToken;
    /** What is to be added to a place in the window to count from the start of the text. */
    private long base;

    private long consumed;

    OnePass(WordAutomaton automaton, TextEvents events, IdentifierScan identifiers) {
        this.automaton = automaton;
        this.symbols = automaton.symbols();
        this.next = automaton.transitions();
        this.events = events;
        this.identifiers = identifiers;
        this.state = automaton.start();
    }

    @Override
    public void scan(Window window) {
        char[] text = window.text();
        int to = window.to();
        int i = window.from();
        base = consumed - i;
        int current = state;
        while (i < to) {
            int symbol = symbols[text[i]];
            if (symbol == WordAutomaton.BOUNDARY) {
                if (inToken) {
                    current = endToken(window, i, current);
                }
                i++;
                continue;
            }
            int start = i;
            do {
                current = next[current + symbol];
                if (current < 0) {
                    current = -current;
                    events.words(current, i + 1, base, window);
                }
                i++;
                symbol = i < to ? symbols[text[i]] : WordAutomaton.BOUNDARY;
            } while (symbol != WordAutomaton.BOUNDARY);
            showToken(window, start, i);
            inToken = true;
        }
        state = current;
        consumed += to - window.from();
    }

    /** A token that goes on behind the window is shown as soon as it begins: later its start may be gone. */
    private void showToken(Window window, int start, int readTo) {
        if (inToken) {
            return;
        }
        int end = readTo;
        int farthest = Math.min(window.end(), start + LONGEST_LOOK_AHEAD);
        while (end < farthest && symbols[window.text()[end]] != WordAutomaton.BOUNDARY) {
            end++;
        }
        identifiers.token(window, start, end, base);
    }

    private int endToken(Window window, int at, int before) {
        inToken = false;
        if (window.text()[at] == '-') {
            join(window, at, before, 0, MOST_JOINS);
        }
        int after = next[before + WordAutomaton.BOUNDARY];
        if (after < 0) {
            after = -after;
            events.words(after, at, base, window);
        }
        return after;
    }

    /** Reads on as if the hyphen were not there, as far as the word could have begun before it. */
    private void join(Window window, int hyphen, int before, int read, int joins) {
        char[] text = window.text();
        int i = afterHyphen(window, hyphen);
        int current = before;
        int since = read;
        if (i < 0) {
            return;
        }
        while (true) {
            int symbol = i < window.end() ? symbols[text[i]] : WordAutomaton.BOUNDARY;
            if (symbol == WordAutomaton.BOUNDARY && i < window.end() && text[i] == '-' && joins > 0) {
                join(window, i, current, since, joins - 1);
            }
            current = next[current + symbol];
            boolean ends = current < 0;
            current = Math.abs(current);
            since++;
            if (automaton.depth(current) <= since) {
                return;
            }
            if (ends) {
                events.words(current, Math.min(i + 1, window.end()), base, window);
            }
            if (symbol == WordAutomaton.BOUNDARY) {
                i = pastGap(window, i);
            } else {
                i++;
            }
            if (i >= window.end() && symbol == WordAutomaton.BOUNDARY) {
                return;
            }
        }
    }

    private int pastGap(Window window, int from) {
        int i = from;
        while (i < window.end() && symbols[window.text()[i]] == WordAutomaton.BOUNDARY) {
            i++;
        }
        return i;
    }

    /** Where a word goes on behind a hyphen, at once or in the next line; or -1. */
    private int afterHyphen(Window window, int hyphen) {
        int i = hyphen + 1;
        boolean broken = i < window.end() && window.text()[i] == '\n';
        while (broken && i < window.end() && i - hyphen < 16 && Character.isWhitespace(window.text()[i])) {
            i++;
        }
        return i < window.end() && symbols[window.text()[i]] != WordAutomaton.BOUNDARY ? i : -1;
    }

    @Override
    public void endOfText() {
        int after = next[state + WordAutomaton.BOUNDARY];
        if (inToken && after < 0) {
            events.atEnd(-after, consumed);
        }
        state = automaton.start();
        inToken = false;
        consumed = 0;
        events.endOfText();
    }
}
