package org.siegel.sealing.zip;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Mac;

/**
 * Reads a ZIP of one stored entry under AE-2, AES-256, from its directory, as any reader finds it. Bytes come out before their
 * authentication code is checked, at the end: whoever uses them must read to the end first.
 */
final class Ae2Reader extends InputStream {

    private static final int END_LENGTH = 22;
    private static final int CENTRAL_LENGTH = 46;
    private static final int LOCAL_LENGTH = 30;

    private final FileChannel in;
    private final Ae2Stream stream;
    private final Mac mac;
    private final byte[] chunk = new byte[Ae2Stream.CHUNK];
    private int at;
    private int filled;
    private long left;
    private boolean checked;

    private Ae2Reader(FileChannel in, Ae2Keys keys, long size) throws GeneralSecurityException {
        this.in = in;
        this.stream = new Ae2Stream(keys.encryption());
        this.mac = keys.mac();
        this.left = size;
    }

    /**
     * @param password stays the caller's
     * @throws IOException if the file is no such ZIP or the password does not fit
     */
    static Ae2Reader open(Path file, char[] password) throws IOException {
        FileChannel in = FileChannel.open(file, StandardOpenOption.READ);
        boolean done = false;
        try {
            long packed = findEntry(in);
            byte[] salt = bytes(in, Ae2Keys.SALT);
            Ae2Keys keys = Ae2Keys.derive(password, salt);
            try {
                byte[] verifier = bytes(in, Ae2Keys.VERIFIER);
                if (!MessageDigest.isEqual(verifier, keys.verifier())) {
                    throw new IOException("The password does not open the ZIP");
                }
                var reader = new Ae2Reader(in, keys, packed - Ae2Keys.SALT - Ae2Keys.VERIFIER - Ae2Keys.CODE);
                done = true;
                return reader;
            } finally {
                keys.wipe();
            }
        } catch (GeneralSecurityException impossible) {
            throw new IOException("AES-256 or HMAC-SHA1 is not available", impossible);
        } finally {
            if (!done) {
                in.close();
            }
        }
    }

    /** Leaves the channel where the entry's data begin; returns how long they are. */
    private static long findEntry(FileChannel in) throws IOException {
        in.position(Math.max(0, in.size() - END_LENGTH));
        ByteBuffer end = take(in, END_LENGTH);
        long directory = Integer.toUnsignedLong(end.getInt(16));
        require(end.getInt(0) == Ae2Writer.END && end.getShort(8) == 1 && end.getShort(10) == 1);
        in.position(directory);
        ByteBuffer central = take(in, CENTRAL_LENGTH);
        require(central.getInt(0) == Ae2Writer.CENTRAL_HEADER
                && (central.getShort(8) & 1) == 1
                && central.getShort(10) == Ae2Writer.AES_METHOD
                && central.getInt(16) == 0);
        long packed = Integer.toUnsignedLong(central.getInt(20));
        int nameLength = Short.toUnsignedInt(central.getShort(28));
        bytes(in, nameLength);
        requireAes(bytes(in, Short.toUnsignedInt(central.getShort(30))));
        in.position(Integer.toUnsignedLong(central.getInt(42)));
        ByteBuffer local = take(in, LOCAL_LENGTH);
        require(local.getInt(0) == Ae2Writer.LOCAL_HEADER
                && local.getInt(14) == 0
                && Integer.toUnsignedLong(local.getInt(18)) == packed
                && Short.toUnsignedInt(local.getShort(26)) == nameLength);
        bytes(in, nameLength);
        requireAes(bytes(in, Short.toUnsignedInt(local.getShort(28))));
        require(in.position() + packed == directory && packed >= Ae2Keys.SALT + Ae2Keys.VERIFIER + Ae2Keys.CODE);
        return packed;
    }

    private static void requireAes(byte[] extra) throws IOException {
        require(Arrays.equals(extra, Ae2Writer.aesExtra()));
    }

    private static void require(boolean holds) throws IOException {
        if (!holds) {
            throw new IOException("The ZIP is not one stored entry under AE-2 with 256 bits");
        }
    }

    private static ByteBuffer take(FileChannel in, int length) throws IOException {
        return ByteBuffer.wrap(bytes(in, length)).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static byte[] bytes(FileChannel in, int length) throws IOException {
        byte[] bytes = new byte[length];
        fill(in, ByteBuffer.wrap(bytes));
        return bytes;
    }

    private static void fill(FileChannel in, ByteBuffer target) throws IOException {
        while (target.hasRemaining()) {
            if (in.read(target) < 0) {
                throw new EOFException("The ZIP ends too early");
            }
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    /** @throws IOException at the end, if anything was changed */
    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (at == filled && !fill()) {
            return -1;
        }
        int now = Math.min(length, filled - at);
        System.arraycopy(chunk, at, bytes, offset, now);
        at += now;
        return now;
    }

    private boolean fill() throws IOException {
        if (left == 0) {
            checkCode();
            return false;
        }
        at = 0;
        filled = (int) Math.min(left, chunk.length);
        fill(in, ByteBuffer.wrap(chunk, 0, filled));
        mac.update(chunk, 0, filled);
        stream.apply(chunk, filled);
        left -= filled;
        return true;
    }

    private void checkCode() throws IOException {
        if (!checked) {
            byte[] code = bytes(in, Ae2Keys.CODE);
            if (!MessageDigest.isEqual(code, Arrays.copyOf(mac.doFinal(), Ae2Keys.CODE))) {
                throw new IOException("The authentication code of the ZIP is wrong");
            }
            checked = true;
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
