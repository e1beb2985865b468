package org.siegel.content.word;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** All words of all groups, compiled once. Immutable after construction. */
public final class WordIndex {

    private final WordAutomaton automaton;
    private final Map<String, Integer> numbers = new HashMap<>();
    /** For each word its groups; a word may belong to several. */
    private final List<int[]> groupsOfWord = new ArrayList<>();

    private final int groups;

    /**
     * Words under a name.
     *
     * @param words in the syntax of the policy's word lists
     */
    public record Words(String name, Collection<String> words) {}

    /** @throws IllegalArgumentException naming a group with a word that has neither letter nor digit */
    public WordIndex(List<Words> groupsOfWords) {
        this.groups = groupsOfWords.size();
        WordAutomaton.Builder builder = new WordAutomaton.Builder();
        for (int group = 0; group < groupsOfWords.size(); group++) {
            Words rule = groupsOfWords.get(group);
            for (String word : rule.words()) {
                add(builder, word, group, rule.name());
            }
        }
        this.automaton = builder.build();
    }

    private void add(WordAutomaton.Builder builder, String word, int group, String groupName) {
        String written = word.strip();
        boolean anyAfter = written.endsWith("*");
        boolean anyBefore = written.startsWith("*");
        String folded = folded(written);
        if (folded.isEmpty()) {
            throw new IllegalArgumentException(
                    "Word group " + groupName + " has a word without a letter or digit; remove it");
        }
        String form = (anyBefore ? "*" : "") + folded + (anyAfter ? "*" : "");
        int number = numbers.computeIfAbsent(form, _form -> groupsOfWord.size());
        builder.add(folded, anyBefore, anyAfter, number);
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
    static String folded(String written) {
        String word = Normalizer.normalize(written, Normalizer.Form.NFC);
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

    /** What recognises them. */
    public WordAutomaton automaton() {
        return automaton;
    }

    /** How many distinct words there are. */
    public int words() {
        return groupsOfWord.size();
    }

    int groups() {
        return groups;
    }

    /** The groups that the word belongs to; lent. */
    public int[] groupsOf(int word) {
        return groupsOfWord.get(word);
    }
}
