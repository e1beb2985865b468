package org.siegel.content.word;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Which words of an index occur in one message, and for each group where. */
public final class FoundWords {

    private final WordIndex index;
    private final BitSet words;
    private final List<Set<String>> placesOfGroup = new ArrayList<>();
    private String place = "";

    public FoundWords(WordIndex index) {
        this.index = index;
        this.words = new BitSet(index.words());
        for (int group = 0; group < index.groups(); group++) {
            placesOfGroup.add(new LinkedHashSet<>());
        }
    }

    /** A scanner that notes here what it finds. */
    public WordScan scan() {
        return new WordScan(index, this::note);
    }

    /** What is found from now on is found there. */
    public void startPlace(String where) {
        this.place = where;
    }

    private void note(int word) {
        words.set(word);
        for (int group : index.groupsOf(word)) {
            Set<String> places = placesOfGroup.get(group);
            if (places.size() < 100) {
                places.add(place);
            }
        }
    }

    /** How many distinct words of the group occur. */
    public int countOf(int group) {
        return (int) words.stream().filter(word -> belongs(word, group)).count();
    }

    /** Where words of the group occur, in the order found; at most 100 places. */
    public Set<String> placesOf(int group) {
        return placesOfGroup.get(group);
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
