package org.siegel.sealing.pdf;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.CipherInputStream;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Reads one encrypted stream of a PDF from its place in the file, in constant memory (ISO 32000-2 §7.3.8, §7.6.3.3). */
final class EnclosedReader {

    private static final int BLOCK = 16;
    private static final int LONGEST_HEAD = 16 * 1024;
    private static final int CHUNK = 64 * 1024;
    private static final Pattern LENGTH = Pattern.compile("/Length (\\d{1,18})\n");

    private EnclosedReader() {}

    /**
     * Its clear bytes.
     *
     * @param place where the object begins
     * @param length of the stream as it must be declared, with initialisation vector
     * @throws IOException if there is no such stream
     */
    static InputStream open(Path file, long place, long length, byte[] key) throws IOException {
        var source = new RandomAccessFile(file.toFile(), "r");
        boolean done = false;
        try {
            long begin = place + headLength(source, place, length);
            requireEnd(source, begin + length);
            byte[] iv = new byte[BLOCK];
            source.seek(begin);
            source.readFully(iv);
            var cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
            cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(iv));
            var bytes = new Piece(Channels.newInputStream(source.getChannel()), length - BLOCK);
            var clear = new CipherInputStream(new BufferedInputStream(bytes, CHUNK), cipher);
            done = true;
            return clear;
        } catch (GeneralSecurityException impossible) {
            throw new IOException("AES-256 is not available", impossible);
        } finally {
            if (!done) {
                source.close();
            }
        }
    }

    /**
     * The same with the length that the object itself declares.
     *
     * @throws IOException if there is no such stream
     */
    static InputStream open(Path file, long place, byte[] key) throws IOException {
        try (var source = new RandomAccessFile(file.toFile(), "r")) {
            Matcher length = LENGTH.matcher(head(source, place));
            if (!length.find()) {
                throw new IOException("An enclosed file does not tell its length");
            }
            return open(file, place, Long.parseLong(length.group(1)), key);
        }
    }

    private static String head(RandomAccessFile source, long place) throws IOException {
        source.seek(place);
        byte[] bytes = new byte[(int) Math.min(LONGEST_HEAD, source.length() - place)];
        source.readFully(bytes);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static int headLength(RandomAccessFile source, long place, long length) throws IOException {
        String head = head(source, place);
        int end = head.indexOf("\nstream\r\n");
        if (end < 0 || !head.substring(0, end + 1).contains("/Length " + length + "\n")) {
            throw new IOException("An enclosed file does not begin where it should");
        }
        return end + "\nstream\r\n".length();
    }

    private static void requireEnd(RandomAccessFile source, long end) throws IOException {
        byte[] bytes = new byte["\r\nendstream".length()];
        source.seek(end);
        source.readFully(bytes);
        if (!new String(bytes, StandardCharsets.ISO_8859_1).equals("\r\nendstream")) {
            throw new IOException("An enclosed file does not end where it should");
        }
    }

    /** So many bytes and not more; closes what it reads. */
    private static final class Piece extends InputStream {

        private final InputStream in;
        private long left;

        Piece(InputStream in, long left) {
            this.in = in;
            this.left = left;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (left == 0) {
                return -1;
            }
            int read = in.read(bytes, offset, (int) Math.min(left, length));
            left -= Math.max(read, 0);
            return read;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
