package org.siegel.policy;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Where the password of a wrapped mail comes from, and how the recipient learns it. */
public enum PasswordMode {
    /** One for each mail; the sender is told and passes it on. */
    PER_MAIL(false),
    /** One for each mail, by text message to the recipient; where that cannot be done, the sender is told. */
    SMS(true),
    /** One for each recipient, made for the first mail; then the sender passes it on, later both know it. */
    PER_RECIPIENT(true),
    /** One for each recipient, which an administrator set and the recipient knows. */
    PRE_SHARED(true),
    /** One for each mail, derived from a secret of the recipient and not kept; the sender is told and passes it on. */
    DERIVED(true);

    private final boolean isOwn;

    PasswordMode(boolean isOwn) {
        this.isOwn = isOwn;
    }

    /** Whether each recipient has one of his own, so that he needs a container of his own. */
    public boolean isOwn() {
        return isOwn;
    }

    /** The name as it stands in configuration files, such as {@code per-mail}. */
    public String configName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * Reads {@link #configName()}.
     *
     * @throws IllegalArgumentException naming the value and the names allowed
     */
    public static PasswordMode fromConfigName(String text) {
        return Arrays.stream(values())
                .filter(mode -> mode.configName().equals(text.strip().toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + text + "' is no kind of password; use one of "
                        + Arrays.stream(values()).map(PasswordMode::configName).collect(Collectors.joining(", "))));
    }
}
