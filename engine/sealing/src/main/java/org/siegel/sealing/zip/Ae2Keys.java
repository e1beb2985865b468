package org.siegel.sealing.zip;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * What a password and a salt open: the keys of one entry (WinZip AES specification, II.B and II.C): PBKDF2 with HMAC-SHA1 and
 * 1000 rounds gives a key to encrypt, a key to authenticate and two bytes to recognise the password by.
 */
@SuppressWarnings("ArrayRecordComponent") // lives while one entry is written or read
record Ae2Keys(byte[] encryption, byte[] authentication, byte[] verifier) {

    static final int SALT = 16;
    static final int VERIFIER = 2;
    /** HMAC-SHA1, cut to ten bytes. */
    static final int CODE = 10;

    private static final int ROUNDS = 1000;
    private static final int KEY = 32;

    /** @param password ASCII; stays the caller's */
    static Ae2Keys derive(char[] password, byte[] salt) throws GeneralSecurityException {
        var wanted = new PBEKeySpec(password, salt, ROUNDS, (2 * KEY + VERIFIER) * Byte.SIZE);
        byte[] keys = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA1")
                .generateSecret(wanted)
                .getEncoded();
        try {
            return new Ae2Keys(
                    Arrays.copyOf(keys, KEY),
                    Arrays.copyOfRange(keys, KEY, 2 * KEY),
                    Arrays.copyOfRange(keys, 2 * KEY, keys.length));
        } finally {
            Arrays.fill(keys, (byte) 0);
            wanted.clearPassword();
        }
    }

    Mac mac() throws GeneralSecurityException {
        var mac = Mac.getInstance("HmacSHA1");
        mac.init(new SecretKeySpec(authentication, "HmacSHA1"));
        return mac;
    }

    void wipe() {
        Arrays.fill(encryption, (byte) 0);
        Arrays.fill(authentication, (byte) 0);
    }

    @Override
    public String toString() {
        return "Ae2Keys";
    }
}
