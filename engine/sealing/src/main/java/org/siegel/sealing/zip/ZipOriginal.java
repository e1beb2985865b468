package org.siegel.sealing.zip;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.siegel.sealing.container.SealingException;
import org.siegel.sealing.message.SourceMessage;
import org.siegel.sealing.password.Passphrase;

/** The original message in a ZIP of our own making. */
public final class ZipOriginal {

    private ZipOriginal() {}

    /** Reads a message to its end. */
    @FunctionalInterface
    public interface Reading {
        SourceMessage read(InputStream in) throws IOException;
    }

    /**
     * Finds and reads it.
     *
     * @return empty if the ZIP was made without it
     * @throws SealingException if the ZIP cannot be opened or was changed
     */
    public static Optional<SourceMessage> read(Path file, Passphrase passphrase, Reading reading)
            throws SealingException {
        char[] password = passphrase.copy();
        try {
            int last = walk(file, password, Integer.MAX_VALUE, reading).count();
            return last == 0
                    ? Optional.empty()
                    : walk(file, password, last, reading).message();
        } catch (IOException unreadable) {
            throw new SealingException("The sealed ZIP cannot be opened again", unreadable);
        } finally {
            Arrays.fill(password, '\0');
        }
    }

    private record Walked(int count, Optional<SourceMessage> message) {}

    /** Ours is the last one: attachments that have its name come before it. */
    private static Walked walk(Path file, char[] password, int wanted, Reading reading) throws IOException {
        Optional<SourceMessage> message = Optional.empty();
        boolean done = false;
        int count = 0;
        try (var outer = Ae2Reader.open(file, password)) {
            var inner = new ZipInputStream(new BufferedInputStream(outer, Ae2Stream.CHUNK), StandardCharsets.UTF_8);
            for (ZipEntry entry = inner.getNextEntry(); entry != null; entry = inner.getNextEntry()) {
                count++;
                if (count == wanted && isOriginal(entry)) {
                    message = Optional.of(reading.read(inner));
                }
            }
            // only at the very end the authentication code is checked
            outer.transferTo(OutputStream.nullOutputStream());
            done = true;
            return new Walked(count, message);
        } finally {
            if (!done && message.isPresent()) {
                message.get().close();
            }
        }
    }

    private static boolean isOriginal(ZipEntry entry) {
        return entry.getName().startsWith("Original") && entry.getName().endsWith(".eml");
    }
}
