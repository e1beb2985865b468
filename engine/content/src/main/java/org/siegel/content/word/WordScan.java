package org.siegel.content.word;

import java.util.function.IntConsumer;
import org.siegel.content.detect.Window;
import org.siegel.content.detect.WindowScanner;

/**
 * Goes through one message's texts and notes which words occur. A word counts where a token starts, alone or, if it is
 * a prefix, with whatever follows; parts of a hyphenated word count alone and together.
 */
public final class WordScan implements WindowScanner {

    /** A phrase or hyphenated word is followed over this many tokens. */
    private static final int MOST_TOKENS = 6;

    private static final int WIDEST_GAP = 4;

    private final WordIndex index;
    private final WordTrie trie;
    private final IntConsumer found;

    /** @param found takes the number of each word of the index that occurs, again each time that it occurs */
    WordScan(WordIndex index, IntConsumer found) {
        this.index = index;
        this.trie = index.trie();
        this.found = found;
    }

    @Override
    public void scan(Window window) {
        if (index.words() == 0) {
            return;
        }
        int i = window.from();
        if (WordIndex.isWordCharacter(window, i - 1)) {
            i = endOfToken(window, i);
        }
        while (i < window.to()) {
            if (window.isWordCharacter(i)) {
                follow(window, WordTrie.ROOT, i, 1);
                i = endOfToken(window, i);
            } else {
                i++;
            }
        }
    }

    private static int endOfToken(Window window, int from) {
        int i = from;
        while (WordIndex.isWordCharacter(window, i)) {
            i++;
        }
        return i;
    }

    /** Walks one token along the trie and, where words go on, into the tokens behind it. */
    private void follow(Window window, int from, int start, int tokens) {
        char[] text = window.text();
        int node = from;
        int i = start;
        for (; i < window.end() && node != WordTrie.NONE && WordIndex.isWordCharacter(window, i); i++) {
            char c = text[i];
            node = step(node, Folding.first(c, i > start ? text[i - 1] : '\0'));
            node = node == WordTrie.NONE ? node : step(node, Folding.second(c));
        }
        if (node == WordTrie.NONE) {
            return;
        }
        tell(trie.exactAt(node));
        if (tokens < MOST_TOKENS) {
            goOn(window, node, i, tokens + 1);
        }
    }

    private void goOn(Window window, int node, int end, int tokens) {
        int i = end;
        while (i < window.end() && i - end < WIDEST_GAP && !window.isWordCharacter(i)) {
            i++;
        }
        if (i == end || !window.isWordCharacter(i)) {
            return;
        }
        boolean hyphen = window.text()[end] == '-';
        boolean adjacent = i == end + 1 || window.text()[end + 1] == '\n';
        if (hyphen && adjacent) {
            follow(window, node, i, tokens);
        }
        int spaced = trie.next(node, ' ');
        if (spaced != WordTrie.NONE) {
            follow(window, spaced, i, tokens);
        }
    }

    private int step(int node, char c) {
        if (c == 0) {
            return node;
        }
        int next = trie.next(node, c);
        if (next != WordTrie.NONE) {
            tell(trie.prefixAt(next));
        }
        return next;
    }

    private void tell(int word) {
        if (word != WordTrie.NONE) {
            found.accept(word);
        }
    }

    @Override
    public void endOfText() {
        // a token never goes on in the next text, and the first window of that starts at its beginning
    }
}
