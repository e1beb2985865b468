package org.siegel.content.detect;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Which countries have IBANs, and how theirs are built (the registry that ISO 13616-2 provides for). */
final class IbanRegistry {

    private static final String TABLE = "iban-structures.csv";

    private final @Nullable String[] structures = new @Nullable String[26 * 26];

    private IbanRegistry() {}

    static IbanRegistry load() {
        IbanRegistry registry = new IbanRegistry();
        try (InputStream in = IbanRegistry.class.getResourceAsStream(TABLE)) {
            if (in == null) {
                throw new IllegalStateException(TABLE + " is missing from the jar of siegel-content");
            }
            BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII));
            lines.lines().filter(line -> !line.startsWith("#")).forEach(registry::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return registry;
    }

    /** A line such as {@code GB,4a14n}. */
    private void add(String line) {
        int comma = line.indexOf(',');
        StringBuilder structure = new StringBuilder("aann");
        int count = 0;
        for (int i = comma + 1; i < line.length(); i++) {
            char c = line.charAt(i);
            if (Window.isAsciiDigit(c)) {
                count = count * 10 + c - '0';
            } else {
                structure.append(String.valueOf(c).repeat(count));
                count = 0;
            }
        }
        if (comma != 2 || structure.length() < 15 || structure.length() > 34) {
            throw new IllegalStateException(TABLE + " has no valid structure in line " + line);
        }
        structures[index(line.charAt(0), line.charAt(1))] = structure.toString();
    }

    /** One letter for each character of the whole IBAN: n digit, a letter, c either; null if there is no such country. */
    @Nullable
    String structureOf(char first, char second) {
        boolean letters = first >= 'A' && first <= 'Z' && second >= 'A' && second <= 'Z';
        return letters ? structures[index(first, second)] : null;
    }

    /** The letters that codes of countries begin with, small ones too. */
    String firstLetters() {
        StringBuilder letters = new StringBuilder();
        for (char letter : Start.LETTERS.toCharArray()) {
            if (hasCountryStartingWith(Character.toUpperCase(letter))) {
                letters.append(letter);
            }
        }
        return letters.toString();
    }

    private boolean hasCountryStartingWith(char first) {
        for (char second : Start.CAPITALS.toCharArray()) {
            if (structureOf(first, second) != null) {
                return true;
            }
        }
        return false;
    }

    private static int index(char first, char second) {
        return (first - 'A') * 26 + second - 'A';
    }
}
