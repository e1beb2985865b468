package org.siegel.content.detect;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Collectors;
import org.siegel.policy.IgnoredValues;

/** Values that stand in manuals and on forms as examples: published ones, one digit over and over, and 1234567890. */
public final class Specimens {

    private static final String TABLE = "specimens.txt";
    private static final Set<String> PUBLISHED = load();
    private static final String SEQUENCE = "12345678901234567890";
    private static final int SHORTEST_SEQUENCE = 8;

    private Specimens() {}

    private static Set<String> load() {
        try (InputStream in = Specimens.class.getResourceAsStream(TABLE)) {
            if (in == null) {
                throw new IllegalStateException(TABLE + " is missing from the jar of siegel-content");
            }
            BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            return lines.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(IgnoredValues::canonical)
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Whether it is one of them.
     *
     * @param value its letters and digits, in capitals
     */
    public static boolean contains(String value) {
        return PUBLISHED.contains(value) || (value.length() >= SHORTEST_SEQUENCE && isSequence(value));
    }

    private static boolean isSequence(String value) {
        boolean isOneDigit =
                Character.isDigit(value.charAt(0)) && value.chars().distinct().count() == 1;
        return isOneDigit || SEQUENCE.startsWith(value);
    }
}
