package org.siegel.sealing.zip;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import org.siegel.sealing.message.PrivateFiles;

/**
 * Writes a ZIP of one stored entry under WinZip AE-2, AES-256, while its content is being made: the memory needed is that of
 * some chunks. No CRC of the clear text (AE-2, specification I.D), no time, no name but the given one.
 */
final class Ae2Writer {

    static final int LOCAL_HEADER = 0x04034b50;
    static final int CENTRAL_HEADER = 0x02014b50;
    static final int END = 0x06054b50;
    static final short AES_METHOD = 99;
    /** Header id, length, AE-2, vendor "AE", 256 bits, stored. */
    private static final byte[] AES_EXTRA = {0x01, (byte) 0x99, 7, 0, 2, 0, 'A', 'E', 3, 0, 0};

    private static final short NEEDS = 51;
    private static final short ENCRYPTED = 1;
    /** 1 January 1980, the earliest: the true time is nobody's business. */
    private static final short NO_DATE = 0x0021;

    /** Where the sizes stand in the local header. */
    private static final int SIZES = 18;

    private static final long LARGEST = 0xFFFF_FF00L;

    private Ae2Writer() {}

    /** The extra field of both headers. */
    static byte[] aesExtra() {
        return AES_EXTRA.clone();
    }

    /** Makes the content of the entry. */
    interface Filling {
        void into(OutputStream entry) throws IOException;
    }

    /**
     * Writes a new file of mode 0600.
     *
     * @param name ASCII
     * @param password ASCII; stays the caller's
     * @throws IOException if the file cannot be written or would be larger than 4 GB
     */
    static void write(Path file, String name, char[] password, SecureRandom random, Filling filling)
            throws IOException {
        byte[] salt = new byte[Ae2Keys.SALT];
        random.nextBytes(salt);
        try (FileChannel out = PrivateFiles.channel(file)) {
            Ae2Keys keys = Ae2Keys.derive(password, salt);
            try {
                byte[] local = localHeader(name);
                put(out, local);
                put(out, salt);
                put(out, keys.verifier());
                long size = entry(out, keys, filling);
                int clear = (int) size;
                int packed = (int) (size + Ae2Keys.SALT + Ae2Keys.VERIFIER + Ae2Keys.CODE);
                long directory = out.position();
                put(out, directory(local, name, packed, clear, directory));
                out.write(sizes(packed, clear), SIZES);
            } finally {
                keys.wipe();
            }
        } catch (GeneralSecurityException impossible) {
            throw new IOException("AES-256 or HMAC-SHA1 is not available", impossible);
        }
    }

    /** Returns how long the clear bytes are. */
    private static long entry(FileChannel out, Ae2Keys keys, Filling filling)
            throws IOException, GeneralSecurityException {
        try (var code = new Behind(keys.mac(), Ae2Stream.CHUNK)) {
            var entry = new Entry(out, new Ae2Stream(keys.encryption()), code);
            filling.into(entry);
            put(out, entry.end());
            return entry.size;
        }
    }

    private static byte[] localHeader(String name) {
        byte[] bytes = name.getBytes(StandardCharsets.US_ASCII);
        return little(30 + bytes.length + AES_EXTRA.length)
                .putInt(LOCAL_HEADER)
                .putShort(NEEDS)
                .putShort(ENCRYPTED)
                .putShort(AES_METHOD)
                .putShort((short) 0)
                .putShort(NO_DATE)
                .putInt(0) // CRC
                .putLong(0) // both sizes come later
                .putShort((short) bytes.length)
                .putShort((short) AES_EXTRA.length)
                .put(bytes)
                .put(AES_EXTRA)
                .array();
    }

    /** The central directory repeats the local header; then the end of it. */
    private static byte[] directory(byte[] local, String name, int packed, int clear, long at) {
        int length = 46 + name.length() + AES_EXTRA.length;
        return little(length + 22)
                .putInt(CENTRAL_HEADER)
                .putShort(NEEDS)
                .put(local, 4, SIZES - 4)
                .putInt(packed)
                .putInt(clear)
                .putShort((short) name.length())
                .putShort((short) AES_EXTRA.length)
                .putShort((short) 0) // comment
                .putShort((short) 0) // disk
                .putShort((short) 0) // internal attributes
                .putInt(0) // external attributes
                .putInt(0) // where the local header is
                .put(local, 30, local.length - 30)
                .putInt(END)
                .putInt(0) // disks
                .putShort((short) 1)
                .putShort((short) 1)
                .putInt(length)
                .putInt((int) at)
                .putShort((short) 0)
                .array();
    }

    private static ByteBuffer sizes(int packed, int clear) {
        return little(8).putInt(packed).putInt(clear).flip();
    }

    private static ByteBuffer little(int length) {
        return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static void put(FileChannel out, byte[] bytes) throws IOException {
        put(out, ByteBuffer.wrap(bytes));
    }

    private static void put(FileChannel out, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            out.write(bytes);
        }
    }

    private static final class Entry extends OutputStream {

        private final FileChannel out;
        private final Ae2Stream stream;
        private final Behind code;
        private byte[] chunk;
        private int filled;
        private long size;

        Entry(FileChannel out, Ae2Stream stream, Behind code) throws IOException {
            this.out = out;
            this.stream = stream;
            this.code = code;
            this.chunk = code.next();
        }

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            int at = offset;
            int left = length;
            while (left > 0) {
                int now = Math.min(left, chunk.length - filled);
                System.arraycopy(bytes, at, chunk, filled, now);
                filled += now;
                at += now;
                left -= now;
                if (filled == chunk.length) {
                    encrypt();
                    code.follow(chunk, filled);
                    put(out, ByteBuffer.wrap(chunk, 0, filled));
                    chunk = code.next();
                    filled = 0;
                }
            }
        }

        private void encrypt() throws IOException {
            size += filled;
            if (size > LARGEST) {
                throw new IOException("A message of more than 4 GB does not fit into a ZIP of this kind");
            }
            stream.apply(chunk, filled);
        }

        /** The authentication code of all that was written. */
        byte[] end() throws IOException {
            encrypt();
            put(out, ByteBuffer.wrap(chunk, 0, filled));
            return Arrays.copyOf(code.end(chunk, filled), Ae2Keys.CODE);
        }
    }
}
