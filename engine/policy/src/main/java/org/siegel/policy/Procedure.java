package org.siegel.policy;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What happens to one recipient's copy of a mail. */
public enum Procedure {
    /** It goes as it is, over a connection that reaches the grade its class requires. */
    DELIVER,
    /** It goes as it is, over a connection that reaches {@link TransportGrade#MANDATORY}. */
    MANDATORY_TLS,
    /** It is wrapped into a password-protected PDF. */
    PASSWORD_PDF,
    /** It is wrapped into a password-protected ZIP. */
    PASSWORD_ZIP,
    /** It waits until the sender or the administrator decides. */
    ASK_SENDER,
    /** It is returned to the sender. */
    REFUSE;

    /** The name as it stands in configuration files, such as {@code password-pdf}. */
    public String configName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether the content is protected by itself, so that only the cover mail needs a transport grade. */
    public boolean protectsContent() {
        return this == PASSWORD_PDF || this == PASSWORD_ZIP;
    }

    /**
     * Reads {@link #configName()}.
     *
     * @throws IllegalArgumentException naming the value and the names allowed
     */
    public static Procedure fromConfigName(String text) {
        return Arrays.stream(values())
                .filter(procedure -> procedure.configName().equals(text.strip().toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + text + "' is not a procedure; use one of "
                        + Arrays.stream(values()).map(Procedure::configName).collect(Collectors.joining(", "))));
    }
}
