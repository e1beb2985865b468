package org.siegel.content.word;

import java.util.Arrays;

/**
 * The folded words as paths of characters, held in one open hash table, so that tens of thousands of words stay small
 * and a token that is no word is left after its first letters. Built once, then only read.
 */
final class WordTrie {

    static final int ROOT = 0;
    static final int NONE = -1;

    private long[] keys = new long[1 << 10];
    private int[] targets = new int[1 << 10];
    private int edges;
    private int nodes = 1;
    private int[] exact = filled(64);
    private int[] prefix = filled(64);

    /** Adds a folded word and returns its number: {@code candidate}, or the number it has already. */
    int add(String folded, boolean isPrefix, int candidate) {
        int node = ROOT;
        for (int i = 0; i < folded.length(); i++) {
            int following = next(node, folded.charAt(i));
            node = following == NONE ? connect(node, folded.charAt(i)) : following;
        }
        int[] numbers = isPrefix ? prefix : exact;
        if (numbers[node] == NONE) {
            numbers[node] = candidate;
        }
        return numbers[node];
    }

    /** The node that the character leads to, or {@link #NONE}. */
    int next(int node, char c) {
        long key = key(node, c);
        int slot = slot(key);
        while (keys[slot] != 0) {
            if (keys[slot] == key) {
                return targets[slot];
            }
            slot = (slot + 1) & (keys.length - 1);
        }
        return NONE;
    }

    /** The word that is complete at this node and must end there, or {@link #NONE}. */
    int exactAt(int node) {
        return exact[node];
    }

    /** The word that is complete at this node whatever follows, or {@link #NONE}. */
    int prefixAt(int node) {
        return prefix[node];
    }

    private int connect(int node, char c) {
        if (edges * 2 >= keys.length) {
            grow();
        }
        int target = nodes++;
        if (target == exact.length) {
            exact = extended(exact);
            prefix = extended(prefix);
        }
        put(key(node, c), target);
        edges++;
        return target;
    }

    private void put(long key, int target) {
        int slot = slot(key);
        while (keys[slot] != 0) {
            slot = (slot + 1) & (keys.length - 1);
        }
        keys[slot] = key;
        targets[slot] = target;
    }

    private void grow() {
        long[] oldKeys = keys;
        int[] oldTargets = targets;
        keys = new long[oldKeys.length * 2];
        targets = new int[oldKeys.length * 2];
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldKeys[i] != 0) {
                put(oldKeys[i], oldTargets[i]);
            }
        }
    }

    private int slot(long key) {
        return (int) ((key * 0x9E3779B97F4A7C15L) >>> 40) & (keys.length - 1);
    }

    /** Never 0, which marks a free slot: no word has the character 0. */
    private static long key(int node, char c) {
        return ((long) node << 16) | c;
    }

    private static int[] filled(int length) {
        int[] numbers = new int[length];
        Arrays.fill(numbers, NONE);
        return numbers;
    }

    private static int[] extended(int[] numbers) {
        int[] longer = Arrays.copyOf(numbers, numbers.length * 2);
        Arrays.fill(longer, numbers.length, longer.length, NONE);
        return longer;
    }
}
