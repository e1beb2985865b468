package org.siegel.policy;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** How the password of a mail that waited reaches its recipients, as its sender can decide. */
public enum PasswordWay {
    /** As the rules for wrapping have it for each recipient. */
    BY_RULE,
    /** A new one for this mail; the sender gets it and passes it on. */
    TO_SENDER,
    /** A new one for this mail, by text message to a number that the sender names. */
    SMS,
    /** The one that is kept for the recipient and that the recipient knows. */
    KNOWN;

    /** The name as it stands in configuration files and forms, such as {@code to-sender}. */
    public String configName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * Reads {@link #configName()}.
     *
     * @throws IllegalArgumentException naming the value and the names allowed
     */
    public static PasswordWay fromConfigName(String text) {
        return Arrays.stream(values())
                .filter(way -> way.configName().equals(text.strip().toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + text + "' is no way for a password; use "
                        + Arrays.stream(values()).map(PasswordWay::configName).collect(Collectors.joining(", "))));
    }
}
