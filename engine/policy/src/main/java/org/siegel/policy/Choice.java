package org.siegel.policy;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a sender can decide on a mail that waits. */
public enum Choice {
    /** It goes as a password-protected PDF; the sender gets the password. */
    PASSWORD_PDF,
    /** It goes as a password-protected ZIP; the sender gets the password. */
    PASSWORD_ZIP,
    /** It goes as it is, over a connection that reaches the grade laid down for this; a reason must be given. */
    SEND,
    /** It goes as soon as the recipient's server reaches the grade that the class requires. */
    WAIT,
    /** It is not sent. */
    WITHDRAW;

    /** Whether the mail goes with a password. */
    public boolean wraps() {
        return this == PASSWORD_PDF || this == PASSWORD_ZIP;
    }

    /** The name as it stands in configuration files and forms, such as {@code password-pdf}. */
    public String configName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * Reads {@link #configName()}.
     *
     * @throws IllegalArgumentException naming the value and the names allowed
     */
    public static Choice fromConfigName(String text) {
        return Arrays.stream(values())
                .filter(choice -> choice.configName().equals(text.strip().toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + text + "' is not a choice; use "
                        + Arrays.stream(values()).map(Choice::configName).collect(Collectors.joining(", "))));
    }
}
