package org.siegel.sealing.password;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Words that passwords are made of, from a file of the administrator: one a line, small letters a to z, each once. What stands
 * before the last blank of a line is left out, as in lists for dice.
 */
public final class WordList {

    /** Fewer would make passwords that nobody types. */
    static final int FEWEST = 1024;

    /** Ten of them, as a ZIP needs of 7,776, must fit into what a PDF takes. */
    static final int LONGEST = 11;

    private static final Pattern WORD = Pattern.compile("[a-z]{3," + LONGEST + "}");

    private final List<String> words;

    private WordList(List<String> words) {
        this.words = List.copyOf(words);
    }

    /**
     * Reads it.
     *
     * @throws IllegalArgumentException naming file, line and what is wrong
     */
    public static WordList read(Path file) {
        List<String> lines;
        try {
            lines = Files.readAllLines(file, StandardCharsets.UTF_8);
        } catch (MalformedInputException e) {
            throw new IllegalArgumentException("the word list " + file + " is not UTF-8", e);
        } catch (IOException e) {
            throw new IllegalArgumentException("the word list " + file + " cannot be read: " + e.getMessage(), e);
        }
        Map<String, Integer> seen = new HashMap<>();
        List<String> words = new ArrayList<>();
        for (int number = 1; number <= lines.size(); number++) {
            String line = lines.get(number - 1).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            String word = line.substring(line.replace('\t', ' ').lastIndexOf(' ') + 1);
            if (!WORD.matcher(word).matches()) {
                throw new IllegalArgumentException(
                        "the word list " + file + ", line " + number + ", has no word of 3 to 11 small letters a to z");
            }
            Integer before = seen.put(word, number);
            if (before != null) {
                throw new IllegalArgumentException("the word list " + file + ", line " + number
                        + ", has the same word as line " + before + "; each may stand there once");
            }
            words.add(word);
        }
        if (words.size() < FEWEST) {
            throw new IllegalArgumentException("the word list " + file + " has "
                    + (words.size() == 1 ? "1 word" : words.size() + " words") + "; it needs at least " + FEWEST
                    + ", or passwords would be easy to guess or too long to type");
        }
        return new WordList(words);
    }

    int size() {
        return words.size();
    }

    String get(int index) {
        return words.get(index);
    }

    /** How many are needed for that much. */
    int countFor(Entropy entropy) {
        return (int) Math.ceil(entropy.bits() / bitsOfOne());
    }

    double bitsOfOne() {
        return Math.log(words.size()) / Math.log(2);
    }

    @Override
    public String toString() {
        return "WordList(" + words.size() + " words)";
    }
}
