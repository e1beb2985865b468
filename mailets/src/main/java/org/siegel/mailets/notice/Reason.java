package org.siegel.mailets.notice;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Why mail reaches {@link ReturnToSender}, for recipients for whom nothing closer was noted. */
enum Reason {
    UNDELIVERABLE("5.0.0"),
    POLICY_REFUSED("5.7.1"),
    /** No status of RFC 3463 §3 says this; "other security status" comes closest. */
    SEALING_FAILED("5.7.0"),
    /** "Encryption needed" (RFC 8689). */
    TRANSPORT_NOT_SECURE("5.7.10"),
    HOLD_REFUSED("5.7.1"),
    HOLD_EXPIRED("5.4.7"),
    /** Not at its end: the mail is tried further. */
    DELAYED("4.4.7"),
    /** Not at its end: the mail went to a server that will not tell of its success (RFC 3461 §5). */
    RELAYED("2.0.0");

    private final String status;

    Reason(String status) {
        this.status = status;
    }

    /** Enhanced status code (RFC 3463 §2). */
    String status() {
        return status;
    }

    /** What became of the mail so far, as machines read it (RFC 3464 §2.3.3). */
    String action() {
        return switch (this) {
            case DELAYED -> "delayed";
            case RELAYED -> "relayed";
            case UNDELIVERABLE, POLICY_REFUSED, SEALING_FAILED, TRANSPORT_NOT_SECURE, HOLD_REFUSED, HOLD_EXPIRED ->
                "failed";
        };
    }

    /** Whether the mail ends with the notice, so that it must be kept if nobody can be told. */
    boolean isFinal() {
        return action().equals("failed");
    }

    /** What the sentences of the letter begin with. */
    String letter() {
        return isFinal() ? "return" : action();
    }

    /** The name as it stands in {@code mailetcontainer.xml}, such as {@code policy-refused}. */
    String configName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * Reads {@link #configName()}.
     *
     * @throws IllegalArgumentException naming what is allowed
     */
    static Reason of(String parameter) {
        return Arrays.stream(values())
                .filter(reason -> reason.configName().equals(parameter.strip().toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + parameter + "' is not a reason; use one of "
                        + Arrays.stream(values()).map(Reason::configName).collect(Collectors.joining(", "))));
    }
}
