package org.siegel.policy;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How the look into one part of a mail ended. Every part ends in exactly one of these. */
public enum PartState {
    /** All of its text was read. */
    SCANNED,
    /** It is encrypted for its recipients (S/MIME or OpenPGP); nobody on the way can read it. */
    ENCRYPTED_E2E,
    /** It opens with a password only, as an encrypted ZIP, PDF or Office file does. */
    ENCRYPTED_PASSWORD,
    /** It is of a kind that is not read here, or whose reader is not there. */
    UNSUPPORTED,
    /** It is a picture, or holds pictures and no text, as a scanned page does. */
    IMAGE_ONLY,
    /** It is larger, more deeply nested or more tightly packed than the limits allow; what lies within them was read. */
    LIMIT,
    /** It is broken, so that what was read may not be what a recipient sees. */
    ERROR,
    /** Reading it took longer than it may. */
    TIMEOUT;

    /** As in the policy file, such as {@code image-only}. */
    public String configName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<PartState> fromConfigName(String name) {
        return Arrays.stream(values())
                .filter(state -> state.configName().equals(name))
                .findFirst();
    }
}
