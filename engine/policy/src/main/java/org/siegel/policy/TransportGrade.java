package org.siegel.policy;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * How well one transfer to a recipient domain is protected, weakest first. The names follow the guidance of the German
 * data protection authorities on e-mail (DSK, 2021-06-16) and BSI TR-03108.
 */
public enum TransportGrade {
    /** Nothing is demanded; cleartext is possible. */
    NONE,
    /** TLS was used, but nothing about it was demanded. */
    OPPORTUNISTIC,
    /** "Obligatorisch": always TLS within BSI TR-02102-2; the server need not be authenticated. */
    MANDATORY,
    /** "Qualifiziert": forward secrecy, forgery-proof MX names and addresses, authenticated server, evidence. */
    QUALIFIED;

    /** Whether this grade satisfies a demand for {@code required}. */
    public boolean atLeast(TransportGrade required) {
        return compareTo(required) >= 0;
    }

    /** The weaker of the two. */
    public TransportGrade min(TransportGrade other) {
        return compareTo(other) <= 0 ? this : other;
    }

    /** The stronger of the two. */
    public TransportGrade max(TransportGrade other) {
        return compareTo(other) >= 0 ? this : other;
    }

    /** The name as it stands in configuration files: lower case. */
    public String configName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Reads {@link #configName()}.
     *
     * @throws IllegalArgumentException naming the value and the names allowed
     */
    public static TransportGrade fromConfigName(String text) {
        return Arrays.stream(values())
                .filter(grade -> grade.configName().equals(text.strip().toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + text + "' is not a transport grade; use one of "
                        + Arrays.stream(values())
                                .map(TransportGrade::configName)
                                .collect(Collectors.joining(", "))));
    }
}
