package org.siegel.sealing.zip;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.ShortBufferException;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES-256 in counter mode as WinZip has it: the counter begins at 1 and is little-endian, which the JDK's own counter mode is
 * not. Many blocks of counters are encrypted at once, which processors do several at a time.
 */
final class Ae2Stream {

    /** In bytes; a multiple of the block. */
    static final int CHUNK = 64 * 1024;

    private static final int BLOCK = 16;
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final Cipher cipher;
    private final byte[] counters = new byte[CHUNK];
    private final byte[] pad = new byte[CHUNK];
    private long next = 1;

    Ae2Stream(byte[] key) throws GeneralSecurityException {
        // each block is a counter that never comes twice under this key
        cipher = Cipher.getInstance("AES/ECB/NoPadding");
        cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"));
    }

    /**
     * Encrypts or decrypts in place.
     *
     * @param length at most {@link #CHUNK}; only the last piece of an entry may be no multiple of 16
     */
    void apply(byte[] bytes, int length) {
        int whole = (length + BLOCK - 1) / BLOCK * BLOCK;
        for (int at = 0; at < whole; at += BLOCK) {
            LONG.set(counters, at, next++);
        }
        try {
            cipher.update(counters, 0, whole, pad, 0);
        } catch (ShortBufferException impossible) {
            throw new IllegalStateException("Without padding the output is as long as the input", impossible);
        }
        int at = 0;
        for (; at + Long.BYTES <= length; at += Long.BYTES) {
            LONG.set(bytes, at, (long) LONG.get(bytes, at) ^ (long) LONG.get(pad, at));
        }
        for (; at < length; at++) {
            bytes[at] ^= pad[at];
        }
    }
}
