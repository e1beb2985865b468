package org.siegel.sealing.zip;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.siegel.sealing.container.ReadAhead;
import org.siegel.sealing.container.SameBytes;
import org.siegel.sealing.container.SealingException;
import org.siegel.sealing.message.Content;
import org.siegel.sealing.password.Passphrase;

/** Opens a finished ZIP with the passphrase and compares what is inside with what went in. */
final class ZipProof {

    private ZipProof() {}

    /**
     * Reads everything once.
     *
     * @param written what went in by name, in order
     * @throws SealingException if anything differs
     */
    static void verify(Path file, Passphrase passphrase, Map<String, Content> written) throws SealingException {
        char[] password = passphrase.copy();
        try (var outer = ReadAhead.of(Ae2Reader.open(file, password), Files.size(file))) {
            requireEqual(outer, written);
            // only at the very end the authentication code is checked
            outer.transferTo(OutputStream.nullOutputStream());
        } catch (IOException unreadable) {
            throw new SealingException("The sealed ZIP cannot be opened again", unreadable);
        } finally {
            Arrays.fill(password, '\0');
        }
    }

    private static void requireEqual(InputStream outer, Map<String, Content> written)
            throws IOException, SealingException {
        var inner = new ZipInputStream(new BufferedInputStream(outer, Ae2Stream.CHUNK), StandardCharsets.UTF_8);
        int found = 0;
        for (ZipEntry entry = inner.getNextEntry(); entry != null; entry = inner.getNextEntry()) {
            found++;
            Content expected = written.get(entry.getName());
            if (expected == null || !isSame(inner, expected)) {
                throw new SealingException("File " + found + " of the sealed ZIP differs from what went in");
            }
        }
        if (found != written.size()) {
            throw new SealingException("The sealed ZIP lost files");
        }
    }

    private static boolean isSame(InputStream entry, Content expected) throws IOException {
        try (var source = expected.open()) {
            return SameBytes.in(entry, source);
        }
    }
}
