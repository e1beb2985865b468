package org.siegel.content.word;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.siegel.content.detect.Window;
import org.siegel.policy.ContentRules.WordRule;

/** All words of all groups, compiled once. Immutable after construction. */
public final class WordIndex {

    private final WordTrie trie = new WordTrie();
    /** For each word its groups; a word may belong to several. */
    private final List<int[]> groupsOfWord = new ArrayList<>();

    private final int groups;

    /** @throws IllegalArgumentException naming a group with a word that has neither letter nor digit */
    public WordIndex(List<WordRule> rules) {
        this.groups = rules.size();
        for (int group = 0; group < rules.size(); group++) {
            WordRule rule = rules.get(group);
            for (String word : rule.words()) {
                add(word, group, rule.name());
            }
        }
    }

    private void add(String word, int group, String groupName) {
        String written = word.strip();
        boolean isPrefix = written.endsWith("*");
        String folded = folded(written);
        if (folded.isEmpty()) {
            throw new IllegalArgumentException(
                    "Word group " + groupName + " has a word without a letter or digit; remove it");
        }
        int number = trie.add(folded, isPrefix, groupsOfWord.size());
        if (number == groupsOfWord.size()) {
            groupsOfWord.add(new int[] {group});
        } else {
            int[] known = groupsOfWord.get(number);
            int[] more = Arrays.copyOf(known, known.length + 1);
            more[known.length] = group;
            groupsOfWord.set(number, more);
        }
    }

    /** Hyphens join, everything else that is no letter or digit separates as one blank. */
    static String folded(String word) {
        StringBuilder folded = new StringBuilder();
        char before = 0;
        boolean separated = false;
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            if (Character.isLetterOrDigit(c) || Folding.isMark(c)) {
                if (separated && !folded.isEmpty()) {
                    folded.append(' ');
                }
                separated = false;
                append(folded, Folding.first(c, before));
                append(folded, Folding.second(c));
            } else if (c != '-' && Character.getType(c) != Character.FORMAT) {
                separated = true;
            }
            before = c;
        }
        return folded.toString();
    }

    private static void append(StringBuilder folded, char c) {
        if (c != 0) {
            folded.append(c);
        }
    }

    WordTrie trie() {
        return trie;
    }

    int words() {
        return groupsOfWord.size();
    }

    int groups() {
        return groups;
    }

    int[] groupsOf(int word) {
        return groupsOfWord.get(word);
    }

    /** Whether a character belongs to a word; marks count, because "u" and a diaeresis may be two characters. */
    static boolean isWordCharacter(Window window, int at) {
        return window.isWordCharacter(at) || (at >= 0 && at < window.end() && Folding.isMark(window.text()[at]));
    }
}
