package org.siegel.content.word;

import static java.util.Objects.requireNonNull;

import java.util.BitSet;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.siegel.policy.Where;

/** Which words of an index occur in one message, and for each group where. */
public final class FoundWords {

    private final WordIndex index;
    private final Map<Where, BitSet> words = new EnumMap<>(Where.class);
    private final BitSet hereAlready = new BitSet();
    private final Map<Integer, Set<String>> placesOfGroup = new HashMap<>();
    private String place = "";

    public FoundWords(WordIndex index) {
        this.index = index;
        for (Where where : Where.values()) {
            words.put(where, new BitSet());
        }
    }

    /** What is found from now on is found there. */
    public void startPlace(String where) {
        this.place = where;
        hereAlready.clear();
    }

    /** The word of that number occurs. */
    public void note(int word) {
        if (hereAlready.get(word)) {
            return;
        }
        hereAlready.set(word);
        wordsIn(Where.ANYWHERE).set(word);
        wordsIn(Where.ofPlace(place)).set(word);
        for (int group : index.groupsOf(word)) {
            Set<String> places = placesOfGroup.computeIfAbsent(group, _group -> new LinkedHashSet<>());
            if (places.size() < 100) {
                places.add(place);
            }
        }
    }

    private BitSet wordsIn(Where where) {
        return requireNonNull(words.get(where));
    }

    /** How many distinct words of the group occur in such a place. */
    public int countOf(int group, Where where) {
        return (int)
                wordsIn(where).stream().filter(word -> belongs(word, group)).count();
    }

    /** Where words of the group occur, in the order found; at most 100 places. */
    public Set<String> placesOf(int group) {
        return placesOfGroup.getOrDefault(group, Set.of());
    }

    private boolean belongs(int word, int group) {
        for (int candidate : index.groupsOf(word)) {
            if (candidate == group) {
                return true;
            }
        }
        return false;
    }
}
