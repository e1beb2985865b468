package org.siegel.store;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts small secrets for the database with a key that is not in it: AES-256-GCM with random nonces of 96 bit, which
 * allows 2^32 secrets per key (NIST SP 800-38D §8.3). A ciphertext opens only for the row and the purpose that it was
 * made for. Safe for use by many threads.
 */
public final class SecretBox {

    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int KEY_ID_BYTES = 8;

    private final String where;
    private final SecretKey key;
    private final String keyId;

    @AtTheEdge
    private final SecureRandom random;

    @AtTheEdge
    private SecretBox(String where, byte[] key, SecureRandom random) {
        this.where = where;
        this.key = new SecretKeySpec(key, "AES");
        this.keyId = keyId(key);
        this.random = random;
    }

    /**
     * With the key in that file.
     *
     * @param keyFile exactly 32 random bytes, readable by its owner alone
     * @throws StoreException if it is missing or anything else than that
     */
    @AtTheEdge
    public static SecretBox open(Path keyFile, SecureRandom random) {
        byte[] key = new KeyFile(keyFile).read();
        try {
            return of(key, "the key file " + keyFile, random);
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    /** @param where the key is from, for messages; the array stays the caller's */
    @AtTheEdge
    static SecretBox of(byte[] key, String where, SecureRandom random) {
        return new SecretBox(where, key, random);
    }

    /**
     * As {@link #open}, but a missing file is first created with a new key, with mode 0400. Not for a second node: all
     * nodes need the same key.
     */
    @AtTheEdge
    public static SecretBox openOrCreate(Path keyFile, SecureRandom random) {
        KeyFile file = new KeyFile(keyFile);
        if (file.isMissing()) {
            file.create(random);
        }
        return open(keyFile, random);
    }

    /** Names the key without telling anything about it. */
    public String keyId() {
        return keyId;
    }

    /** Such as {@code the key file var/siegel/store.key}. */
    String where() {
        return where;
    }

    /**
     * Encrypts a secret. The array stays the caller's, to be wiped by the caller.
     *
     * @throws IllegalArgumentException if the secret is no well-formed text
     */
    @AtTheEdge
    SealedSecret seal(char[] secret, String purpose, String row) {
        byte[] plain = utf8(secret);
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            byte[] encrypted =
                    cipher(Cipher.ENCRYPT_MODE, nonce, 0, purpose, row).doFinal(plain);
            byte[] all = Arrays.copyOf(nonce, NONCE_BYTES + encrypted.length);
            System.arraycopy(encrypted, 0, all, NONCE_BYTES, encrypted.length);
            return new SealedSecret(keyId, Base64.getEncoder().encodeToString(all));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-256-GCM does not work on this Java platform", e);
        } finally {
            Arrays.fill(plain, (byte) 0);
        }
    }

    /**
     * Decrypts a secret; the caller wipes it.
     *
     * @throws StoreException if it was encrypted with another key, for another row or purpose, or was changed
     */
    char[] reveal(SealedSecret sealed, String purpose, String row) {
        if (!sealed.keyId().equals(keyId)) {
            throw new StoreException("Cannot decrypt " + purpose + " " + row + ": it needs key " + sealed.keyId()
                    + ", but " + where + " holds key " + keyId + ". Put back the key that belongs to the database");
        }
        byte[] plain = new byte[0];
        try {
            byte[] all = Base64.getDecoder().decode(sealed.text());
            plain = cipher(Cipher.DECRYPT_MODE, all, 0, purpose, row)
                    .doFinal(all, NONCE_BYTES, all.length - NONCE_BYTES);
            return chars(plain);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new StoreException(
                    "Cannot decrypt " + purpose + " " + row
                            + ": the ciphertext was changed or belongs to another row. Restore the row from a backup",
                    e);
        } finally {
            Arrays.fill(plain, (byte) 0);
        }
    }

    @Override
    public String toString() {
        return "SecretBox with key " + keyId;
    }

    /** The row's identity is authenticated with the secret, so that no ciphertext can be moved to another row. */
    private Cipher cipher(int mode, byte[] nonce, int offset, String purpose, String row)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce, offset, NONCE_BYTES));
        // The length in front keeps "ab"+"c" and "a"+"bc" apart.
        cipher.updateAAD((purpose.length() + ":" + purpose + row).getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    private static String keyId(byte[] key) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            byte[] digest = mac.doFinal("siegel key id".getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, KEY_ID_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has HmacSHA256", e);
        }
    }

    /** A fresh coder reports what is malformed instead of replacing it; three bytes per char are the most. */
    private static byte[] utf8(char[] secret) {
        byte[] room = new byte[3 * secret.length];
        try {
            ByteBuffer bytes = ByteBuffer.wrap(room);
            CoderResult result = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(secret), bytes, true);
            if (result.isError()) {
                throw new IllegalArgumentException("The secret is no well-formed text");
            }
            return Arrays.copyOf(room, bytes.position());
        } finally {
            Arrays.fill(room, (byte) 0);
        }
    }

    private static char[] chars(byte[] utf8) {
        char[] room = new char[utf8.length];
        try {
            CharBuffer chars = CharBuffer.wrap(room);
            CoderResult result = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8), chars, true);
            if (result.isError()) {
                throw new IllegalArgumentException("The secret is no well-formed text");
            }
            return Arrays.copyOf(room, chars.position());
        } finally {
            Arrays.fill(room, '\0');
        }
    }
}
