package org.siegel.sealing.password;

import java.security.SecureRandom;
import java.util.Locale;

/**
 * The public name of a passphrase, such as {@code K7Q2}: stands in the cover mail, in the file name and in the hand-over, so
 * that the recipient finds the right one among several. Tells nothing about the passphrase.
 *
 * @param value four symbols of {@code A-Z 2-9} without look-alikes
 */
public record PasswordId(String value) {

    private static final String SYMBOLS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789";
    private static final int LENGTH = 4;

    public PasswordId {
        if (value.length() != LENGTH || !value.chars().allMatch(c -> SYMBOLS.indexOf(c) >= 0)) {
            throw new IllegalArgumentException(
                    "A password ID has " + LENGTH + " symbols of " + SYMBOLS + ", as in K7Q2");
        }
    }

    public static PasswordId random(SecureRandom random) {
        var value = new StringBuilder(LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            value.append(SYMBOLS.charAt(random.nextInt(SYMBOLS.length())));
        }
        return new PasswordId(value.toString());
    }

    /**
     * Reads what a person typed: lower case and surrounding blanks are forgiven.
     *
     * @throws IllegalArgumentException if it is no password ID
     */
    public static PasswordId parse(String typed) {
        return new PasswordId(typed.strip().toUpperCase(Locale.ROOT));
    }

    @Override
    public String toString() {
        return value;
    }
}
