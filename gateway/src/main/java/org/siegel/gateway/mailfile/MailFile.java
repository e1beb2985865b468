package org.siegel.gateway.mailfile;

import com.fasterxml.jackson.core.JacksonException;
import java.io.BufferedOutputStream;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;
import javax.mail.MessagingException;
import javax.mail.internet.MimeMessage;
import org.apache.james.server.core.MailImpl;
import org.apache.james.server.core.MimeMessageWrapper;
import org.apache.mailet.Mail;

/**
 * Writes and reads one mail as one file: {@link Preamble}, {@link EnvelopeJson}, then the message byte for byte.
 *
 * <p>Only {@code java.io} streams touch the contents: James interrupts its threads when it stops, and an interrupt closes
 * an NIO channel in the middle of a write.
 */
public final class MailFile {

    /** The end of a file name under which nothing that counts is ever found. */
    public static final String UNFINISHED = ".tmp";

    private static final int CHUNK = 16 * 1024;

    private MailFile() {}

    /**
     * Writes the mail and forces its contents to the disk, then gives the file its name.
     *
     * <p>The name itself is durable only after the folder was forced too: see {@link FolderSync}.
     *
     * @param file where to; an existing file is replaced in one step
     * @throws IOException if the disk refuses; nothing is left behind then
     * @throws MessagingException if the message cannot be read
     */
    public static void write(Path file, Mail mail) throws IOException, MessagingException {
        write(unfinished(file), file, mail);
    }

    static Path unfinished(Path file) {
        return file.resolveSibling(file.getFileName() + UNFINISHED);
    }

    /**
     * The same by way of a file that is made, or emptied, for it.
     *
     * @param unfinished in the same folder
     */
    static void write(Path unfinished, Path file, Mail mail) throws IOException, MessagingException {
        try {
            writeUnfinished(unfinished, mail);
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException | MessagingException | RuntimeException e) {
            Files.deleteIfExists(unfinished);
            throw e;
        }
    }

    private static void writeUnfinished(Path file, Mail mail) throws IOException, MessagingException {
        var envelope = EnvelopeJson.write(mail);
        var message = mail.getMessage();
        if (message == null) {
            throw new MessagingException("Mail " + mail.getName() + " has no message");
        }
        try (var opened = new RandomAccessFile(file.toFile(), "rw")) {
            opened.setLength(0);
            opened.seek(Preamble.LENGTH);
            var crc = new CRC32C();
            var out =
                    new BufferedOutputStream(new CheckedOutputStream(new FileOutputStream(opened.getFD()), crc), CHUNK);
            out.write(envelope);
            copy(message, out);
            out.flush();
            var messageLength = opened.getFilePointer() - Preamble.LENGTH - envelope.length;
            opened.seek(0);
            opened.write(new Preamble(envelope.length, messageLength, (int) crc.getValue()).bytes());
            opened.getFD().sync();
        }
    }

    // Only the stream of an unchanged message gives its bytes; writeTo makes its headers anew.
    private static void copy(MimeMessage message, OutputStream out) throws IOException, MessagingException {
        if (!(message instanceof MimeMessageWrapper wrapper) || wrapper.isModified()) {
            message.writeTo(out);
        } else if (wrapper instanceof FaithfulMessage || wrapper.getSourceId() != null || isAscii(wrapper)) {
            try (var in = wrapper.getMessageInputStream()) {
                in.transferTo(out);
            }
        } else {
            writeHeaderAsRead(wrapper, out);
            wrapper.writeTo(OutputStream.nullOutputStream(), out);
        }
    }

    // A copy that James made when it split a mail has lost its source, and its stream has a question mark for every
    // character beyond ASCII. Javamail reads a header byte as the character of the same number.
    private static void writeHeaderAsRead(MimeMessage message, OutputStream out)
            throws IOException, MessagingException {
        for (var line : Collections.list(message.getAllHeaderLines())) {
            out.write((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        }
        out.write("\r\n".getBytes(StandardCharsets.ISO_8859_1));
    }

    private static boolean isAscii(MimeMessage message) throws MessagingException {
        return Collections.list(message.getAllHeaderLines()).stream()
                .allMatch(line -> line.chars().allMatch(c -> c < 0x80));
    }

    /**
     * Reads the mail and checks every byte of it.
     *
     * @return a mail whose message is read from the file whenever it is asked for, as long as the file is there
     * @throws java.io.FileNotFoundException if the file is not there
     * @throws IOException if the disk does not answer: nothing is said about the mail
     * @throws UnreadableMailException if this is not what was written
     */
    public static MailImpl read(Path file) throws IOException, UnreadableMailException {
        return read(file, any -> new FileInputStream(any.toFile()));
    }

    static MailImpl read(Path file, Opening opening) throws IOException, UnreadableMailException {
        try (var in = opening.open(file)) {
            var preamble = preamble(file, in);
            var crc = new CRC32C();
            var envelope = in.readNBytes(preamble.envelopeLength());
            crc.update(envelope);
            var length = update(crc, in);
            if (length != preamble.messageLength() || (int) crc.getValue() != preamble.checksum()) {
                throw new UnreadableMailException(file, "length or checksum differ from what was written");
            }
            return mail(new MessageInFile(file, length, opening), envelope);
        }
    }

    static MailImpl readEnvelope(Path file, Opening opening) throws IOException, UnreadableMailException {
        try (var in = opening.open(file)) {
            var preamble = preamble(file, in);
            var message = new MessageInFile(file, preamble.messageLength(), opening);
            return mail(message, in.readNBytes(preamble.envelopeLength()));
        }
    }

    private static Preamble preamble(Path file, InputStream in) throws IOException, UnreadableMailException {
        var preamble =
                Preamble.read(in).orElseThrow(() -> new UnreadableMailException(file, "it does not begin like one"));
        if (preamble.fileLength() != Files.size(file)) {
            throw new UnreadableMailException(file, "it is longer or shorter than what was written");
        }
        return preamble;
    }

    private static long update(CRC32C crc, InputStream in) throws IOException {
        return in.transferTo(new CheckedOutputStream(OutputStream.nullOutputStream(), crc));
    }

    private static MailImpl mail(MessageInFile message, byte[] envelope) throws IOException, UnreadableMailException {
        try {
            var mail = EnvelopeJson.read(envelope);
            mail.setMessageNoCopy(new FaithfulMessage(message));
            return mail;
        } catch (MessagingException | RuntimeException | JacksonException e) {
            throw new UnreadableMailException(message.file(), "its envelope cannot be restored", e);
        }
    }
}
