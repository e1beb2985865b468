package org.siegel.sealing.pdf;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The keys of PDF encryption revision 6 (ISO 32000-2 §7.6.4): a random file key of 256 bits, wrapped with the password. User
 * and owner password are the same: whoever can open the file may do everything with it, also take the encryption off.
 *
 * @param fileKey encrypts all strings and streams
 * @param userKey U: what the password is checked against (algorithm 8)
 * @param userEncryptedKey UE: the wrapped file key (algorithm 8)
 * @param ownerKey O (algorithm 9)
 * @param ownerEncryptedKey OE (algorithm 9)
 * @param encryptedPermissions Perms (algorithm 10)
 */
@SuppressWarnings("ArrayRecordComponent") // lives for one document inside this package
record Revision6(
        byte[] fileKey,
        byte[] userKey,
        byte[] userEncryptedKey,
        byte[] ownerKey,
        byte[] ownerEncryptedKey,
        byte[] encryptedPermissions) {

    private static final int SALT = 8;

    /** A power of two. */
    private static final int REPEATS = 64;

    /**
     * What a file is encrypted with, whoever may open it.
     *
     * @param bytes 256 bits
     * @param permissions Perms (algorithm 10)
     */
    @SuppressWarnings("ArrayRecordComponent") // lives for one document inside this package
    record FileKey(byte[] bytes, byte[] permissions) {

        static FileKey random(int permissions, SecureRandom random) throws GeneralSecurityException {
            byte[] bytes = Revision6.random(random, 32);
            return new FileKey(bytes, encrypted(permissions, bytes, random));
        }

        @Override
        public String toString() {
            return "FileKey";
        }
    }

    /**
     * Wraps the key; the same one may be wrapped for many passwords, which changes nothing of the file but U, UE, O and OE.
     *
     * @param password ASCII, at most 127 bytes, as {@code Passphrase} guarantees; not kept
     */
    static Revision6 wrap(FileKey key, byte[] password, SecureRandom random) throws GeneralSecurityException {
        byte[] validation = random(random, SALT);
        byte[] wrapping = random(random, SALT);
        byte[] none = new byte[0];
        byte[] u = join(hash(password, validation, none), validation, wrapping);
        byte[] ue = wrap(hash(password, wrapping, none), key.bytes());
        byte[] ownerValidation = random(random, SALT);
        byte[] ownerWrapping = random(random, SALT);
        byte[] o = join(hash(password, ownerValidation, u), ownerValidation, ownerWrapping);
        byte[] oe = wrap(hash(password, ownerWrapping, u), key.bytes());
        return new Revision6(key.bytes(), u, ue, o, oe, key.permissions());
    }

    /**
     * Whether the password leads to the file key (algorithm 2.A), from what stands in the file.
     *
     * @param userKey U, 48 bytes
     * @param userEncryptedKey UE, 32 bytes
     */
    boolean isOpenedBy(byte[] password, byte[] userKey, byte[] userEncryptedKey) throws GeneralSecurityException {
        byte[] none = new byte[0];
        byte[] check = hash(password, Arrays.copyOfRange(userKey, 32, 32 + SALT), none);
        byte[] key = hash(password, Arrays.copyOfRange(userKey, 32 + SALT, 48), none);
        var cipher = Cipher.getInstance("AES/CBC/NoPadding");
        cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(new byte[16]));
        return MessageDigest.isEqual(check, Arrays.copyOf(userKey, 32))
                && MessageDigest.isEqual(cipher.doFinal(userEncryptedKey), fileKey);
    }

    /** Algorithm 2.B. The hash hardens only a little (about 1 ms), hence our floor for passphrases. */
    private static byte[] hash(byte[] password, byte[] salt, byte[] userKey) throws GeneralSecurityException {
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        List<MessageDigest> digests =
                List.of(sha256, MessageDigest.getInstance("SHA-384"), MessageDigest.getInstance("SHA-512"));
        Cipher cipher = Cipher.getInstance("AES/CBC/NoPadding");
        byte[] k = sha256.digest(join(password, salt, userKey));
        // one piece of memory for all rounds; K has 64 bytes at most
        byte[] work = new byte[REPEATS * (password.length + 64 + userKey.length)];
        try {
            int last = 0;
            for (int round = 0; round < 64 || last > round - 32; round++) {
                int length = repeat(work, password, k, userKey);
                cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(k, 0, 16, "AES"), new IvParameterSpec(k, 16, 16));
                cipher.doFinal(work, 0, length, work, 0);
                last = work[length - 1] & 0xFF;
                MessageDigest next = digests.get(remainder(work));
                next.update(work, 0, length);
                k = next.digest();
            }
            return Arrays.copyOf(k, 32);
        } finally {
            Arrays.fill(work, (byte) 0);
        }
    }

    /** Puts password, K and U there, 64 times over; returns how long that is. */
    private static int repeat(byte[] work, byte[] password, byte[] k, byte[] userKey) {
        int once = password.length + k.length + userKey.length;
        System.arraycopy(password, 0, work, 0, password.length);
        System.arraycopy(k, 0, work, password.length, k.length);
        System.arraycopy(userKey, 0, work, password.length + k.length, userKey.length);
        for (int filled = once; filled < REPEATS * once; filled *= 2) {
            System.arraycopy(work, 0, work, filled, filled);
        }
        return REPEATS * once;
    }

    /** The first 16 bytes as a number modulo 3; since 256 is 1 modulo 3, the sum of the bytes has the same remainder. */
    private static int remainder(byte[] e) {
        int sum = 0;
        for (int i = 0; i < 16; i++) {
            sum += e[i] & 0xFF;
        }
        return sum % 3;
    }

    /** Algorithm 10, EncryptMetadata true. */
    private static byte[] encrypted(int permissions, byte[] fileKey, SecureRandom random)
            throws GeneralSecurityException {
        byte[] block = random(random, 16);
        for (int i = 0; i < 8; i++) {
            block[i] = i < 4 ? (byte) (permissions >>> (8 * i)) : (byte) 0xFF;
        }
        block[8] = 'T';
        block[9] = 'a';
        block[10] = 'd';
        block[11] = 'b';
        // one block with an initialisation vector of zero is what the standard calls ECB here
        return cipher(fileKey, new byte[16]).doFinal(block);
    }

    private static byte[] wrap(byte[] key, byte[] fileKey) throws GeneralSecurityException {
        // §7.6.4.4.7: AES-256, CBC, no padding, initialisation vector of zero
        byte[] wrapped = cipher(key, new byte[16]).doFinal(fileKey);
        Arrays.fill(key, (byte) 0);
        return wrapped;
    }

    private static Cipher cipher(byte[] key, byte[] iv) throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/CBC/NoPadding");
        cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(iv));
        return cipher;
    }

    private static byte[] random(SecureRandom random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private static byte[] join(byte[]... parts) {
        int length = 0;
        for (byte[] part : parts) {
            length += part.length;
        }
        byte[] joined = new byte[length];
        int at = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, joined, at, part.length);
            at += part.length;
        }
        return joined;
    }

    @Override
    public String toString() {
        return "Revision6";
    }
}
