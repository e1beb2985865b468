package org.siegel.matchers;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A mail's octets, readable as often as needed: in memory if small, else in a private file that closing removes. */
public final class MessageCopy implements AutoCloseable {

    private static final int SMALL = 512 * 1024;

    @FunctionalInterface
    private interface Opening {
        InputStream open() throws IOException;
    }

    private final Opening source;
    private final AutoCloseable cleanup;

    private MessageCopy(Opening source, AutoCloseable cleanup) {
        this.source = source;
        this.cleanup = cleanup;
    }

    /**
     * Copies the message.
     *
     * @param folder takes it if it is big
     * @throws IOException        if it cannot be written
     * @throws MessagingException if James cannot read it
     */
    public static MessageCopy of(MimeMessage message, WorkFolder folder) throws IOException, MessagingException {
        Spill spill = new Spill(folder);
        try (spill) {
            write(message, spill);
        } catch (IOException | MessagingException | RuntimeException e) {
            spill.discard();
            throw e;
        }
        return spill.message();
    }

    /**
     * A copy that James made when it split a mail writes a question mark for every character beyond ASCII in its header.
     * Javamail reads a header octet as the character of the same number, so that is how it is written here.
     */
    private static void write(MimeMessage message, OutputStream out) throws IOException, MessagingException {
        List<String> header = Collections.list(message.getAllHeaderLines());
        if (header.stream().allMatch(line -> line.chars().allMatch(c -> c < 0x80))) {
            message.writeTo(out);
            return;
        }
        try (InputStream body = message.getRawInputStream()) {
            for (String line : header) {
                out.write((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
            }
            out.write("\r\n".getBytes(StandardCharsets.ISO_8859_1));
            body.transferTo(out);
        }
    }

    /** The message from its first octet on; as often as needed, until {@link #close()}. */
    public InputStream open() throws IOException {
        return source.open();
    }

    @Override
    public void close() throws IOException {
        try {
            cleanup.close();
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException("A temporary file could not be removed", e);
        }
    }

    /** Memory first, a file when it grows. */
    private static final class Spill extends OutputStream {
        private final WorkFolder folder;
        private final ByteArrayOutputStream memory = new ByteArrayOutputStream(16 * 1024);
        private @Nullable OutputStream toFile;
        private @Nullable Path file;

        Spill(WorkFolder folder) {
            this.folder = folder;
        }

        @Override
        public void write(int octet) throws IOException {
            write(new byte[] {(byte) octet}, 0, 1);
        }

        @Override
        public void write(byte[] octets, int offset, int length) throws IOException {
            if (toFile == null && memory.size() + length > SMALL) {
                file = folder.newFile("outgoing-", ".eml");
                toFile = new BufferedOutputStream(Files.newOutputStream(file), 64 * 1024);
                memory.writeTo(toFile);
                memory.reset();
            }
            OutputStream target = toFile == null ? memory : toFile;
            target.write(octets, offset, length);
        }

        @Override
        public void close() throws IOException {
            if (toFile != null) {
                toFile.close();
            }
        }

        void discard() throws IOException {
            close();
            if (file != null) {
                Files.deleteIfExists(file);
            }
        }

        MessageCopy message() {
            Path spilled = file;
            if (spilled != null) {
                return new MessageCopy(() -> Files.newInputStream(spilled), () -> Files.deleteIfExists(spilled));
            }
            byte[] octets = memory.toByteArray();
            return new MessageCopy(() -> new ByteArrayInputStream(octets), () -> {});
        }
    }
}
