package org.siegel.content.archive;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.siegel.content.part.Budget;
import org.siegel.content.part.LimitReachedException;

/** One entry of a ZIP, unpacked on the way, within the budget, and checked against its sum at the end. */
final class UnpackedStream extends InputStream {

    /** Deflate reaches 1,032; tables full of the same value reach a few hundred. */
    private static final int MOST_TIMES = 500;

    private static final long RATIO_COUNTS_FROM = 16L * 1024 * 1024;

    private final InputStream packed;
    private final ZipMember member;
    private final Budget budget;
    private final CRC32 sum = new CRC32();
    private final Inflater inflater = new Inflater(true);
    private final byte[] input = new byte[16 * 1024];
    private boolean ended;
    private long unpacked;

    UnpackedStream(InputStream packed, ZipMember member, Budget budget) {
        this.packed = packed;
        this.member = member;
        this.budget = budget;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int count) throws IOException {
        if (count == 0) {
            return 0;
        }
        if (ended) {
            return -1;
        }
        int n = member.method() == 0 ? packed.read(target, offset, count) : inflate(target, offset, count);
        if (n < 0) {
            ended = true;
            inflater.end();
            if (sum.getValue() != member.crc()) {
                throw new IOException("the sum of an entry is wrong");
            }
            return -1;
        }
        sum.update(target, offset, n);
        budget.unpack(n);
        unpacked += n;
        if (unpacked > RATIO_COUNTS_FROM && unpacked / MOST_TIMES > member.packed()) {
            throw new LimitReachedException("an entry that unpacks to more than " + MOST_TIMES + " times its length");
        }
        return n;
    }

    private int inflate(byte[] target, int offset, int count) throws IOException {
        try {
            int n = inflater.inflate(target, offset, count);
            while (n == 0) {
                if (inflater.finished() || inflater.needsDictionary()) {
                    return -1;
                }
                int read = packed.read(input);
                if (read < 0) {
                    throw new EOFException("an entry is cut off");
                }
                inflater.setInput(input, 0, read);
                n = inflater.inflate(target, offset, count);
            }
            return n;
        } catch (DataFormatException e) {
            throw new IOException("an entry is broken", e);
        }
    }

    @Override
    public void close() {
        inflater.end();
        ended = true;
    }
}
