package org.siegel.content.scan;

import java.util.Arrays;
import org.siegel.content.detect.Context;
import org.siegel.content.detect.IdentifierScan;
import org.siegel.content.detect.Window;
import org.siegel.content.word.FoundWords;
import org.siegel.content.word.WordAutomaton;
import org.siegel.content.word.WordIndex;

/** Passes the words that occur to whom they concern: the word groups, the detectors' contexts, or a pattern. */
final class TextEvents {

    private static final Context[] CONTEXTS = Context.values();

    private final WordAutomaton automaton;
    private final WordIndex index;
    private final int wordGroups;
    private final FoundWords found;
    private final IdentifierScan identifiers;
    private final PatternRuns patterns;

    TextEvents(CompiledScan scan, FoundWords found, IdentifierScan identifiers, PatternRuns patterns) {
        this.automaton = scan.words().automaton();
        this.index = scan.words();
        this.wordGroups = scan.wordGroups();
        this.found = found;
        this.identifiers = identifiers;
        this.patterns = patterns;
    }

    /** The words of that state end at {@code end} in the window. */
    void words(int state, int end, long base, Window window) {
        for (int word : automaton.wordsAt(state)) {
            for (int group : index.groupsOf(word)) {
                if (group >= wordGroups + CONTEXTS.length) {
                    patterns.run(group - wordGroups - CONTEXTS.length, window, end, base);
                } else {
                    note(word, group, base + end);
                }
            }
        }
    }

    /** The words of that state end where the text ends; no pattern needs to know, its literal may end in any letter. */
    void atEnd(int state, long end) {
        for (int word : automaton.wordsAt(state)) {
            Arrays.stream(index.groupsOf(word))
                    .filter(group -> group < wordGroups + CONTEXTS.length)
                    .forEach(group -> note(word, group, end));
        }
    }

    private void note(int word, int group, long end) {
        if (group < wordGroups) {
            found.note(word);
        } else {
            identifiers.context(CONTEXTS[group - wordGroups], end);
        }
    }

    void endOfText() {
        identifiers.startText();
        patterns.startText();
    }
}
