package org.siegel.sealing.password;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Passwords that nobody has to keep: the one of a mail follows from a secret of its recipient and the mail's password ID, by
 * HMAC-SHA-256 (RFC 2104 §2). Who has one of them learns nothing of the others.
 */
public final class Derivation {

    /** As many as a generated password has; 5 bits each, from one byte of the 32 that the HMAC gives. */
    private static final int SYMBOLS = PassphraseGenerator.DEFAULT_ENTROPY.bits() / 5;

    private static final int GROUP = 4;
    private static final int SECRET_BYTES = 32;

    private Derivation() {}

    /** A new secret to derive from, as text; the caller wipes it. */
    public static char[] secret(SecureRandom random) {
        byte[] bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        byte[] text = Base64.getEncoder().withoutPadding().encode(bytes);
        Arrays.fill(bytes, (byte) 0);
        char[] secret = new char[text.length];
        for (int i = 0; i < text.length; i++) {
            secret[i] = (char) text[i];
        }
        Arrays.fill(text, (byte) 0);
        return secret;
    }

    private static byte[] ascii(char[] secret) {
        byte[] bytes = new byte[secret.length];
        for (int i = 0; i < secret.length; i++) {
            bytes[i] = (byte) secret[i];
        }
        return bytes;
    }

    /** The password of that ID, always the same. The secret stays the caller's. */
    public static Passphrase of(char[] secret, PasswordId id) {
        byte[] keyBytes = ascii(secret);
        char[] text = new char[SYMBOLS + SYMBOLS / GROUP - 1];
        byte[] digest = new byte[0];
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(keyBytes, "HmacSHA256"));
            digest = mac.doFinal(("siegel password " + id.value()).getBytes(StandardCharsets.US_ASCII));
            for (int i = 0, symbol = 0; i < text.length; i++) {
                boolean betweenGroups = i % (GROUP + 1) == GROUP;
                // 32 symbols: the low five bits of a byte are as evenly spread as the byte
                text[i] = betweenGroups ? '-' : PassphraseGenerator.SYMBOLS.charAt(digest[symbol++] & 31);
            }
            return Passphrase.of(text, PassphraseGenerator.DEFAULT_ENTROPY);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has HmacSHA256", e);
        } finally {
            Arrays.fill(keyBytes, (byte) 0);
            Arrays.fill(digest, (byte) 0);
            Arrays.fill(text, '\0');
        }
    }
}
