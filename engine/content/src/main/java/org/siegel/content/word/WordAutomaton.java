package org.siegel.content.word;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * All words in one deterministic automaton (Aho and Corasick, 1975): one table look-up for a character, whatever the
 * number of words. A character is a symbol by its folded form, so that case, umlauts spelt out and accents cost nothing;
 * symbol {@value #BOUNDARY} is any run of what is no letter or digit. Built once, then only read.
 */
public final class WordAutomaton {

    /** Between words; reading it twice is the same as once. */
    public static final int BOUNDARY = 0;

    private static final int OTHER = 1;
    private static final int NOTHING = 2;
    private static final int FIRST_LETTER = 3;
    private static final int[] NO_WORDS = {};
    /** 64 MB of table; a list as long as that is better hashed. */
    private static final int LARGEST_TABLE = 16 << 20;

    private final char[] symbols;
    private final int[] next;
    private final int[][] words;
    private final int[] depth;
    private final int width;
    private final int start;

    private WordAutomaton(char[] symbols, int[] next, int[][] words, int[] depth, int width, int start) {
        this.symbols = symbols;
        this.next = next;
        this.words = words;
        this.depth = depth;
        this.width = width;
        this.start = start;
    }

    /** For each character its symbol; lent, not to be changed. */
    public char[] symbols() {
        return symbols;
    }

    /** For state and symbol, {@code next[state + symbol]}: the next state, negated where a word ends; lent. */
    public int[] transitions() {
        return next;
    }

    /** The state before a text. */
    public int start() {
        return start;
    }

    /** The numbers of the words that end when {@code state} is entered. */
    public int[] wordsAt(int state) {
        return words[state / width];
    }

    /** How many symbols before the state it still remembers. */
    public int depth(int state) {
        return depth[state / width];
    }

    /** Collects words and works the tables out. */
    static final class Builder {

        private final List<TreeMap<Integer, Integer>> edges = new ArrayList<>(List.of(new TreeMap<>()));
        private final List<int[]> ends = new ArrayList<>(List.of(NO_WORDS));
        private final Map<Character, Integer> letters = new TreeMap<>();

        Builder() {
            for (char c = 'a'; c <= 'z'; c++) {
                symbolOf(c);
            }
            for (char c = '0'; c <= '9'; c++) {
                symbolOf(c);
            }
        }

        /** Adds a folded word, in which a blank stands for a boundary. */
        void add(String folded, boolean anyBefore, boolean anyAfter, int number) {
            int node = anyBefore ? 0 : follow(0, BOUNDARY);
            for (int i = 0; i < folded.length(); i++) {
                char c = folded.charAt(i);
                node = follow(node, c == ' ' ? BOUNDARY : symbolOf(c));
            }
            node = anyAfter ? node : follow(node, BOUNDARY);
            int[] known = ends.get(node);
            if (Arrays.stream(known).noneMatch(each -> each == number)) {
                ends.set(node, appended(known, number));
            }
        }

        private int symbolOf(char folded) {
            return letters.computeIfAbsent(folded, c -> FIRST_LETTER + letters.size());
        }

        private int follow(int node, int symbol) {
            Integer known = edges.get(node).get(symbol);
            if (known != null) {
                return known;
            }
            int fresh = edges.size();
            edges.add(new TreeMap<>());
            ends.add(NO_WORDS);
            edges.get(node).put(symbol, fresh);
            return fresh;
        }

        WordAutomaton build() {
            Map<Integer, Integer> pairs = new TreeMap<>();
            char[] symbols = symbols(pairs);
            int width = FIRST_LETTER + letters.size() + pairs.size();
            if ((long) width * edges.size() > LARGEST_TABLE) {
                throw new IllegalArgumentException("The word lists are too long together (" + edges.size()
                        + " beginnings of words); put names and numbers into a list made by siegel hash-list");
            }
            int[] next = new int[edges.size() * width];
            int[][] words = ends.toArray(int[][]::new);
            int[] depth = new int[edges.size()];
            connect(next, words, depth, width);
            addPairs(next, pairs, width);
            mark(next, words, width);
            return new WordAutomaton(symbols, next, words, depth, width, Math.abs(next[BOUNDARY]));
        }

        /** What begins with two folded characters, such as an umlaut, is one symbol that stands for both. */
        private char[] symbols(Map<Integer, Integer> pairs) {
            char[] symbols = new char[1 << 16];
            int nextPair = FIRST_LETTER + letters.size();
            for (int i = 0; i < symbols.length; i++) {
                char c = (char) i;
                if (Folding.isMark(c)) {
                    symbols[i] = NOTHING;
                } else if (Character.isLetterOrDigit(c) || c == '\uFFFD') {
                    char second = Folding.second(c);
                    int first = letters.getOrDefault(Folding.first(c, '\0'), OTHER);
                    if (second == 0) {
                        symbols[i] = (char) first;
                    } else {
                        int pair = first << 16 | letters.getOrDefault(second, OTHER);
                        Integer known = pairs.get(pair);
                        if (known == null) {
                            known = nextPair++;
                            pairs.put(pair, known);
                        }
                        symbols[i] = (char) known.intValue();
                    }
                }
            }
            return symbols;
        }

        private void connect(int[] next, int[][] words, int[] depth, int width) {
            int[] fallback = new int[edges.size()];
            ArrayDeque<Integer> queue = new ArrayDeque<>(List.of(0));
            while (!queue.isEmpty()) {
                int node = queue.remove();
                words[node] = union(words[node], node == 0 ? NO_WORDS : words[fallback[node]]);
                if (node != 0) {
                    System.arraycopy(next, fallback[node] * width, next, node * width, width);
                }
                for (Map.Entry<Integer, Integer> edge : edges.get(node).entrySet()) {
                    int child = edge.getValue();
                    fallback[child] = node == 0 ? 0 : next[node * width + edge.getKey()] / width;
                    depth[child] = depth[node] + 1;
                    next[node * width + edge.getKey()] = child * width;
                    queue.add(child);
                }
                next[node * width + NOTHING] = node * width;
            }
        }

        private void addPairs(int[] next, Map<Integer, Integer> pairs, int width) {
            for (int node = 0; node < edges.size(); node++) {
                for (Map.Entry<Integer, Integer> pair : pairs.entrySet()) {
                    int between = next[node * width + (pair.getKey() >>> 16)];
                    next[node * width + pair.getValue()] = next[between + (pair.getKey() & 0xFFFF)];
                }
            }
        }

        private static void mark(int[] next, int[][] words, int width) {
            for (int i = 0; i < next.length; i++) {
                if (i % width != NOTHING && words[next[i] / width].length > 0) {
                    next[i] = -next[i];
                }
            }
        }

        private static int[] union(int[] some, int[] others) {
            int[] all = some;
            for (int other : others) {
                if (Arrays.stream(some).noneMatch(each -> each == other)) {
                    all = appended(all, other);
                }
            }
            return all;
        }

        private static int[] appended(int[] numbers, int number) {
            int[] more = Arrays.copyOf(numbers, numbers.length + 1);
            more[numbers.length] = number;
            return more;
        }
    }
}
