package org.siegel.content.mime;

/** How the look into one part ended. */
public enum PartState {
    /** All of its text was read. */
    SCANNED,
    /** It is encrypted for its recipients (S/MIME or OpenPGP); nobody on the way can read it. */
    ENCRYPTED_E2E,
    /** It is of a kind that is not read here, such as a PDF or an image. */
    UNSUPPORTED,
    /** It is larger or more deeply nested than {@link WalkLimits} allow; what lies within them was read. */
    LIMIT,
    /** It is broken, so that what was read may not be what a recipient sees. */
    ERROR
}
