package org.siegel.policy;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/**
 * Values that count as nothing wherever they are found, such as the organisation's own bank account in every signature.
 *
 * @param values    in {@link #canonical} form
 * @param specimens whether values that authorities print in manuals are ignored too
 */
public record IgnoredValues(Set<String> values, boolean specimens) {

    /** Everything counts. */
    public static final IgnoredValues NONE = new IgnoredValues(Set.of(), false);

    /** What is shorter could stand for too much. */
    private static final int SHORTEST = 5;

    private static final String GERMANY = "+49";

    public IgnoredValues {
        values = Set.copyOf(values);
    }

    /**
     * The same as people write them; a German telephone number stands for its national form too.
     *
     * @throws IllegalArgumentException naming a value with fewer than five letters and digits
     */
    public static IgnoredValues asWritten(Collection<String> values, boolean specimens) {
        Set<String> all = new HashSet<>();
        for (String value : values) {
            String canonical = canonical(value);
            if (canonical.length() < SHORTEST) {
                throw new IllegalArgumentException(
                        "'" + value + "' is too short to be ignored; give the whole value, of " + SHORTEST
                                + " letters and digits or more, and separate values by commas");
            }
            all.add(canonical);
            if (value.startsWith(GERMANY)) {
                all.add("0" + canonical(value.substring(GERMANY.length()).replace("(0)", "")));
            }
        }
        return new IgnoredValues(all, specimens);
    }

    /** These and those. */
    public IgnoredValues and(IgnoredValues others) {
        Set<String> all = new HashSet<>(values);
        all.addAll(others.values);
        return new IgnoredValues(all, specimens || others.specimens);
    }

    /** The letters and digits of a value, in capitals: what separates groups does not tell values apart. */
    public static String canonical(String value) {
        StringBuilder canonical = new StringBuilder(value.length());
        value.codePoints()
                .filter(Character::isLetterOrDigit)
                .map(Character::toUpperCase)
                .forEach(canonical::appendCodePoint);
        return canonical.toString();
    }
}
