package org.siegel.policy;

import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;

/**
 * A public key by its digest, as a partner confirmed it.
 *
 * @param sha256 SHA-256 of the SubjectPublicKeyInfo, 64 lower-case hexadecimal digits
 */
public record KeyPin(String sha256) {

    private static final int BYTES = 32;

    public KeyPin {
        if (!sha256.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("'" + sha256 + "' is not a SHA-256 digest in hexadecimal");
        }
    }

    /** The pin of a key whose SubjectPublicKeyInfo has this digest. */
    public static KeyPin of(byte[] digest) {
        return new KeyPin(HexFormat.of().formatHex(digest));
    }

    /**
     * Reads 64 hexadecimal digits, with or without colons, or Base64 as {@code openssl} and HPKP write it.
     *
     * @throws IllegalArgumentException if it is neither
     */
    public static KeyPin fromConfig(String text) {
        String hex = text.replace(":", "").toLowerCase(Locale.ROOT);
        if (hex.matches("[0-9a-f]{64}")) {
            return new KeyPin(hex);
        }
        try {
            byte[] digest = Base64.getDecoder().decode(text);
            if (digest.length == BYTES) {
                return of(digest);
            }
        } catch (IllegalArgumentException _notBase64) {
            // said below
        }
        throw new IllegalArgumentException("'" + text
                + "' is not the SHA-256 digest of a public key: 64 hexadecimal digits, or the same in Base64");
    }
}
