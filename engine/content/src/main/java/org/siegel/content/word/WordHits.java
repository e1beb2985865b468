package org.siegel.content.word;

/** Takes the words that occur. */
@FunctionalInterface
public interface WordHits {

    /**
     * A word of the index occurs, again each time that it does.
     *
     * @param word its number
     * @param end  in the window: where it ends, or, for a word that must be whole, at the most the place behind it
     */
    void accept(int word, int end);
}
