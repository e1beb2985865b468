package org.siegel.sealing.pdf;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import org.siegel.sealing.container.FileDigest;
import org.siegel.sealing.container.Patch;
import org.siegel.sealing.container.SealedContainer;
import org.siegel.sealing.container.SealingException;
import org.siegel.sealing.container.SealingRequest;

/**
 * Copies of a sealed PDF for other passwords. Only the four strings differ that wrap the file key (ISO 32000-2 §7.6.4); they
 * stand near the end of the file, so that a copy costs some milliseconds, however large the file.
 */
final class Rewrapping {

    private static final HexFormat HEX = HexFormat.of().withUpperCase();
    private static final int TAIL = 1 << 20;
    private static final int CHUNK = 64 * 1024;

    private final SealedContainer first;
    private final Revision6 keys;
    private final SecureRandom random;
    private final List<Long> places;
    private final long tailAt;
    private final byte[] tail;
    private final MessageDigest beforeTail;

    /** @throws IOException if the four strings are not in the file once each */
    Rewrapping(SealedContainer first, Revision6 keys, SecureRandom random) throws IOException {
        this.first = first;
        this.keys = keys;
        this.random = random;
        long size = Files.size(first.file());
        byte[] end = read(first.file(), Math.max(0, size - TAIL), size);
        String text = new String(end, StandardCharsets.ISO_8859_1);
        long begin = size - end.length;
        List<Long> found = new ArrayList<>();
        for (String string : strings(keys)) {
            int at = text.indexOf(string);
            if (at < 0 || text.indexOf(string, at + 1) >= 0) {
                throw new IOException("The sealed PDF does not hold its keys where they should be");
            }
            found.add(begin + at);
        }
        this.places = List.copyOf(found);
        this.tailAt = places.stream().min(Comparator.naturalOrder()).orElse(begin);
        this.tail = Arrays.copyOfRange(end, (int) (tailAt - begin), end.length);
        this.beforeTail = digest(first.file(), tailAt);
    }

    /** @throws SealingException if the new strings would not lead to the file key */
    SealedContainer copyFor(SealingRequest other, String fileName) throws SealingException {
        byte[] password = other.passphrase().ascii();
        try {
            Revision6 wrapped = keys.rewrapped(password, random);
            List<String> strings = strings(wrapped);
            List<Patch> patches = new ArrayList<>();
            byte[] ending = tail.clone();
            for (int i = 0; i < strings.size(); i++) {
                byte[] bytes = strings.get(i).getBytes(StandardCharsets.US_ASCII);
                patches.add(new Patch(places.get(i), bytes));
                System.arraycopy(bytes, 0, ending, (int) (places.get(i) - tailAt), bytes.length);
            }
            patches.sort(Comparator.comparingLong(Patch::at));
            requireOpens(ending, password);
            var digest = (MessageDigest) beforeTail.clone();
            return first.patched(patches, fileName, HexFormat.of().formatHex(digest.digest(ending)));
        } catch (GeneralSecurityException | CloneNotSupportedException impossible) {
            throw new SealingException("The key could not be wrapped for a further recipient", impossible);
        } finally {
            Arrays.fill(password, (byte) 0);
        }
    }

    /** From the bytes that will be sent, not from what we think we wrote. */
    private void requireOpens(byte[] ending, byte[] password) throws SealingException, GeneralSecurityException {
        String text = new String(ending, StandardCharsets.ISO_8859_1);
        byte[] userKey = HEX.parseHex(piece(text, 0, 48));
        byte[] userEncryptedKey = HEX.parseHex(piece(text, 1, 32));
        if (!keys.isOpenedBy(password, userKey, userEncryptedKey)) {
            throw new SealingException("The sealed PDF would not open for a further recipient");
        }
    }

    private String piece(String text, int string, int bytes) {
        int at = (int) (places.get(string) - tailAt);
        return text.substring(at, at + 2 * bytes);
    }

    /** U, UE, O, OE as they stand in the file. */
    private static List<String> strings(Revision6 keys) {
        return List.of(
                HEX.formatHex(keys.userKey()),
                HEX.formatHex(keys.userEncryptedKey()),
                HEX.formatHex(keys.ownerKey()),
                HEX.formatHex(keys.ownerEncryptedKey()));
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
