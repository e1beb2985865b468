package org.siegel.sealing.password;

import java.util.Objects;

/**
 * The least entropy that a passphrase must have, per container.
 *
 * <p>Both formats can be attacked offline for as long as somebody keeps a copy. PDF revision 6 costs an attacker about 40
 * times more per guess than AE-2 ZIP with its 1000 rounds of PBKDF2, so the ZIP asks for more by default. BSI TR-02102-1 asks
 * for 120 bits where a password can be attacked offline.
 *
 * @param pdf floor for encrypted PDF, never below {@link #LOWEST}
 * @param zip floor for encrypted ZIP, never below {@link #LOWEST}
 */
public record EntropyFloors(Entropy pdf, Entropy zip) {

    /** No configuration gets below this: 80 bits hold against an attacker with 100 graphics cards for millions of years. */
    public static final Entropy LOWEST = new Entropy(80);

    public static final EntropyFloors DEFAULT = new EntropyFloors(LOWEST, new Entropy(120));

    public EntropyFloors {
        Objects.requireNonNull(pdf, "pdf");
        Objects.requireNonNull(zip, "zip");
        if (!pdf.isAtLeast(LOWEST) || !zip.isAtLeast(LOWEST)) {
            throw new IllegalArgumentException("The floors for passphrases must be at least " + LOWEST + ", not " + pdf
                    + " (PDF) and " + zip + " (ZIP)");
        }
    }
}
