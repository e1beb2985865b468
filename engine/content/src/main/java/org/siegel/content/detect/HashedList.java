package org.siegel.content.detect;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HexFormat;

/**
 * An organisation's own numbers as keyed hashes: eight bytes for each, sorted, and the lengths that occur. The file without
 * its key tells nothing but how many there are and how long. Two different numbers have the same hash with a chance of one
 * in 2^64, so a million entries give no false match in practice.
 */
public final class HashedList {

    /** Shorter ones would match in every mail. */
    public static final int SHORTEST = 4;

    /** Longest that a candidate can hold. */
    public static final int LONGEST = Candidate.MOST_CHARACTERS;

    private static final long MAGIC = 0x5369656765_4C31L;
    private static final int KEY_BYTES = 16;
    /** 800 MB of memory. */
    private static final int MOST_ENTRIES = 100_000_000;

    private final SipHash hash;
    private final long[] sorted;
    private final BitSet lengths;

    private HashedList(SipHash hash, long[] sorted, BitSet lengths) {
        this.hash = hash;
        this.sorted = sorted;
        this.lengths = lengths;
    }

    /**
     * An entry as it is looked for: letters in upper case and digits, without what separates them.
     *
     * @throws IllegalArgumentException if it is too short or long, or has no digit; the message does not repeat it
     */
    public static String canonical(String entry) {
        StringBuilder canonical = new StringBuilder();
        boolean hasDigit = false;
        for (int i = 0; i < entry.length(); i++) {
            char c = CharacterTable.readAs(entry.charAt(i));
            if (Window.isAsciiLetter(c)) {
                canonical.append((char) (c & ~0x20));
            } else if (Window.isAsciiDigit(c)) {
                canonical.append(c);
                hasDigit = true;
            } else if (c != CharacterTable.NOTHING && " -./\t".indexOf(c) < 0) {
                throw new IllegalArgumentException(
                        "has characters other than letters A to Z, digits, blanks and - . /");
            }
        }
        if (!hasDigit || canonical.length() < SHORTEST || canonical.length() > LONGEST) {
            throw new IllegalArgumentException("must have a digit, and " + SHORTEST + " to " + LONGEST
                    + " letters and digits; anything shorter would be found in every mail");
        }
        return canonical.toString();
    }

    /** Hashes canonical entries with a 16-byte key and writes the list. */
    public static int write(Path file, byte[] key, Iterable<String> canonicalEntries) throws IOException {
        SipHash hash = hash(key);
        long[] hashes = new long[1 << 10];
        int count = 0;
        BitSet lengths = new BitSet();
        for (String entry : canonicalEntries) {
            hashes = count == hashes.length ? Arrays.copyOf(hashes, count * 2) : hashes;
            hashes[count++] = hash.of(entry.toCharArray(), entry.length());
            lengths.set(entry.length());
        }
        long[] distinct = Arrays.stream(hashes, 0, count).sorted().distinct().toArray();
        try (var out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
            out.writeLong(MAGIC);
            out.writeLong(checkOf(hash));
            out.writeLong(lengths.isEmpty() ? 0 : lengths.toLongArray()[0]);
            out.writeInt(distinct.length);
            for (long each : distinct) {
                out.writeLong(each);
            }
        }
        return distinct.length;
    }

    /**
     * Reads a list with its key.
     *
     * @throws IllegalArgumentException if one of them cannot be read, or they do not belong together
     */
    public static HashedList read(Path file, Path keyFile) {
        try {
            SipHash hash = hash(key(keyFile));
            try (var in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
                if (in.readLong() != MAGIC) {
                    throw new IllegalArgumentException(file + " is no list made by siegel hash-list");
                }
                if (in.readLong() != checkOf(hash)) {
                    throw new IllegalArgumentException(file + " was hashed with another key than " + keyFile);
                }
                BitSet lengths = BitSet.valueOf(new long[] {in.readLong()});
                int count = in.readInt();
                if (count < 0 || count > MOST_ENTRIES) {
                    throw new IllegalArgumentException(file + " is damaged; make it again");
                }
                long[] sorted = new long[count];
                for (int i = 0; i < count; i++) {
                    sorted[i] = in.readLong();
                }
                return new HashedList(hash, sorted, lengths);
            }
        } catch (EOFException e) {
            throw new IllegalArgumentException(file + " is cut off; make it again", e);
        } catch (IOException e) {
            throw new IllegalArgumentException("the list cannot be read: " + e, e);
        }
    }

    /** The key as 32 hexadecimal digits in a file of its own. */
    public static byte[] key(Path keyFile) throws IOException {
        String text = Files.readString(keyFile).strip();
        if (!text.matches("[0-9a-f]{32}")) {
            throw new IllegalArgumentException(keyFile + " does not hold a key of 32 hexadecimal digits");
        }
        return HexFormat.of().parseHex(text);
    }

    private static SipHash hash(byte[] key) {
        if (key.length != KEY_BYTES) {
            throw new IllegalArgumentException("the key has " + key.length + " bytes, not " + KEY_BYTES);
        }
        var longs = ByteBuffer.wrap(key).order(ByteOrder.LITTLE_ENDIAN);
        return new SipHash(longs.getLong(), longs.getLong());
    }

    /** Tells whether a key is the one; an entry can never have this length of 0. */
    private static long checkOf(SipHash hash) {
        return hash.of(new char[0], 0);
    }

    /** Whether entries of that length exist. */
    boolean hasLength(int length) {
        return lengths.get(length);
    }

    boolean contains(char[] canonical, int length) {
        return Arrays.binarySearch(sorted, hash.of(canonical, length)) >= 0;
    }
}
