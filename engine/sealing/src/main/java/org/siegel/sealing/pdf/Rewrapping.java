package org.siegel.sealing.pdf;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import org.siegel.sealing.container.FileDigest;
import org.siegel.sealing.container.Patch;
import org.siegel.sealing.container.SealedContainer;
import org.siegel.sealing.container.SealingException;
import org.siegel.sealing.pdf.Wrappings.Wrapped;

/**
 * Copies of a sealed PDF for other passwords. Only the four strings differ that wrap the file key (ISO 32000-2 §7.6.4); they
 * stand near the end of the file, so that a copy costs some milliseconds, however large the file.
 */
final class Rewrapping {

    private static final int TAIL = 1 << 20;
    private static final int CHUNK = 64 * 1024;

    private final List<Long> places;
    private final long tailAt;
    private final byte[] tail;
    private final MessageDigest beforeTail;

    /**
     * Reads the file once.
     *
     * @throws IOException if the four strings are not in the file once each
     */
    Rewrapping(Path file, Wrapped inFile) throws IOException {
        long size = Files.size(file);
        byte[] end = read(file, Math.max(0, size - TAIL), size);
        String text = new String(end, StandardCharsets.ISO_8859_1);
        long begin = size - end.length;
        List<Long> found = new ArrayList<>();
        for (String string : inFile.strings()) {
            int at = text.indexOf(string);
            if (at < 0 || text.indexOf(string, at + 1) >= 0) {
                throw new IOException("The sealed PDF does not hold its keys where they should be");
            }
            found.add(begin + at);
        }
        this.places = List.copyOf(found);
        this.tailAt = places.stream().min(Comparator.naturalOrder()).orElse(begin);
        this.tail = Arrays.copyOfRange(end, (int) (tailAt - begin), end.length);
        this.beforeTail = digest(file, tailAt);
    }

    /** SHA-256 of the file itself, hexadecimal. */
    String sha256() {
        return sha256(tail);
    }

    /**
     * The file for another recipient.
     *
     * @param first the container that is the file itself
     * @param other was tried with his passphrase
     * @throws SealingException if his strings would not stand where those of the file do
     */
    SealedContainer copyFor(SealedContainer first, Wrapped other, String fileName) throws SealingException {
        List<Patch> patches = new ArrayList<>();
        byte[] ending = tail.clone();
        for (int i = 0; i < places.size(); i++) {
            byte[] bytes = other.strings().get(i).getBytes(StandardCharsets.US_ASCII);
            patches.add(new Patch(places.get(i), bytes));
            System.arraycopy(bytes, 0, ending, (int) (places.get(i) - tailAt), bytes.length);
        }
        patches.sort(Comparator.comparingLong(Patch::at));
        requireInPlace(ending, other);
        return first.patched(patches, fileName, sha256(ending));
    }

    /** From the bytes that will be sent, not from what we think we wrote. */
    private void requireInPlace(byte[] ending, Wrapped other) throws SealingException {
        String text = new String(ending, StandardCharsets.ISO_8859_1);
        for (int i = 0; i < places.size(); i++) {
            if (!text.startsWith(other.strings().get(i), (int) (places.get(i) - tailAt))) {
                throw new SealingException("The sealed PDF would not open for a further recipient");
            }
        }
    }

    private String sha256(byte[] ending) {
        try {
            var digest = (MessageDigest) beforeTail.clone();
            return HexFormat.of().formatHex(digest.digest(ending));
        } catch (CloneNotSupportedException impossible) {
            throw new IllegalStateException("SHA-256 can be cloned", impossible);
        }
    }

    private static byte[] read(Path file, long begin, long end) throws IOException {
        try (var in = new RandomAccessFile(file.toFile(), "r")) {
            byte[] bytes = new byte[(int) (end - begin)];
            in.seek(begin);
            in.readFully(bytes);
            return bytes;
        }
    }

    private static MessageDigest digest(Path file, long end) throws IOException {
        var digest = FileDigest.newSha256();
        byte[] chunk = new byte[CHUNK];
        try (var in = Files.newInputStream(file)) {
            for (long left = end; left > 0; ) {
                int read = in.read(chunk, 0, (int) Math.min(left, chunk.length));
                if (read < 0) {
                    throw new IOException("The sealed PDF became shorter");
                }
                digest.update(chunk, 0, read);
                left -= read;
            }
        }
        return digest;
    }
}
