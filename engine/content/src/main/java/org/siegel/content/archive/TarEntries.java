package org.siegel.content.archive;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.siegel.content.part.Budget;

/** The files of a tar (POSIX.1-2017, pax, ustar interchange format), one after the other; GNU's long names too. */
public final class TarEntries {

    private static final int BLOCK = 512;
    private static final int LONGEST_NAME = 64 * 1024;

    private final InputStream in;
    private final Budget budget;
    private long left;
    private long padding;

    public TarEntries(InputStream in, Budget budget) {
        this.in = in;
        this.budget = budget;
    }

    /** Whether these first bytes of a file are a tar's. */
    public static boolean startsAsTar(byte[] head) {
        return head.length >= BLOCK
                && new String(head, 257, 5, StandardCharsets.ISO_8859_1).equals("ustar")
                && hasRightSum(head);
    }

    /** The name of the next file, whose bytes {@link #content} then gives; empty at the end. */
    public Optional<String> next() throws IOException {
        in.skipNBytes(left + padding);
        String longName = "";
        while (true) {
            byte[] header = in.readNBytes(BLOCK);
            if (header.length == 0 || isEmpty(header)) {
                left = 0;
                padding = 0;
                return Optional.empty();
            }
            if (header.length < BLOCK || !hasRightSum(header)) {
                throw new EOFException("the tar is broken");
            }
            left = size(header);
            padding = (BLOCK - left % BLOCK) % BLOCK;
            switch (header[156]) {
                case 'L', 'x', 'g' -> longName = extended();
                case '0', '7', 0 -> {
                    budget.enter(1);
                    return Optional.of(longName.isEmpty() ? text(header, 0, 100) : longName);
                }
                default -> in.skipNBytes(left + padding);
            }
        }
    }

    /** The bytes of the file that {@link #next} named, until it is called again. */
    public InputStream content() {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
            }

            @Override
            public int read(byte[] target, int offset, int count) throws IOException {
                if (left == 0) {
                    return -1;
                }
                int n = in.read(target, offset, (int) Math.min(count, left));
                if (n < 0) {
                    throw new EOFException("the tar is cut off");
                }
                left -= n;
                return n;
            }
        };
    }

    /** A long name, or the attributes of pax, in which it stands behind {@code path=}. */
    private String extended() throws IOException {
        if (left > LONGEST_NAME) {
            throw new IOException("the tar is broken");
        }
        String text = new String(in.readNBytes((int) left), StandardCharsets.UTF_8);
        in.skipNBytes(padding);
        int path = text.indexOf(" path=");
        String name = path < 0 ? text : text.substring(path + 6, Math.max(path + 6, end(text, path)));
        return name.replace("\0", "");
    }

    private static int end(String text, int from) {
        int end = text.indexOf('\n', from);
        return end < 0 ? text.length() : end;
    }

    private static long size(byte[] header) throws IOException {
        if ((header[124] & 0x80) != 0) {
            throw new IOException("a file in the tar is too long");
        }
        return octal(header, 124, 12);
    }

    private static long octal(byte[] header, int from, int length) throws IOException {
        String digits = text(header, from, length).strip();
        try {
            return digits.isEmpty() ? 0 : Long.parseLong(digits, 8);
        } catch (NumberFormatException e) {
            throw new IOException("the tar is broken", e);
        }
    }

    private static boolean hasRightSum(byte[] header) {
        long sum = 0;
        for (int i = 0; i < BLOCK; i++) {
            sum += i >= 148 && i < 156 ? ' ' : header[i] & 0xFF;
        }
        try {
            return sum == octal(header, 148, 8);
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean isEmpty(byte[] header) {
        for (byte b : header) {
            if (b != 0) {
                return false;
            }
        }
        return true;
    }

    private static String text(byte[] header, int from, int length) {
        String text = new String(header, from, length, StandardCharsets.UTF_8);
        int end = text.indexOf('\0');
        return end < 0 ? text : text.substring(0, end);
    }
}
