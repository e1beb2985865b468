package org.siegel.mailets;

import jakarta.inject.Inject;
import jakarta.mail.MessagingException;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.regex.Pattern;
import org.apache.mailet.Mail;
import org.apache.mailet.base.GenericMailet;
import org.siegel.mailets.sealing.Messages;
import org.siegel.matchers.MessageCopy;
import org.siegel.matchers.WorkFolder;

/**
 * Takes the Bcc fields out of a message (RFC 5322 §3.6.3) and leaves every other octet as it is:
 * {@code <mailet match="All" class="org.siegel.mailets.RemoveBcc"/>}. James's RemoveMimeHeader writes the whole header anew,
 * moves fields and turns characters beyond ASCII into question marks, even of messages without a Bcc.
 */
public final class RemoveBcc extends GenericMailet {

    private static final Pattern BCC = Pattern.compile("bcc[ \\t]*:.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private final WorkFolder folder;

    @Inject
    public RemoveBcc(WorkFolder folder) {
        this.folder = folder;
    }

    @Override
    public void service(Mail mail) throws MessagingException {
        if (mail.getMessage() == null || mail.getMessage().getHeader("Bcc") == null) {
            return;
        }
        try (MessageCopy copy = MessageCopy.of(mail.getMessage(), folder)) {
            Path file = Files.createTempFile(
                    folder.path(),
                    "without-bcc-",
                    ".eml",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            try {
                try (InputStream in = new BufferedInputStream(copy.open());
                        OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
                    filter(in, out);
                }
                mail.setMessage(Messages.read(file));
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new MessagingException("The Bcc fields of mail " + mail.getName() + " could not be taken out", e);
        }
    }

    private static void filter(InputStream in, OutputStream out) throws IOException {
        boolean isDropping = false;
        while (true) {
            byte[] line = line(in);
            if (line.length == 0) {
                return; // a header and nothing else
            }
            String text = new String(line, StandardCharsets.ISO_8859_1);
            if (text.isBlank() && !text.startsWith(" ") && !text.startsWith("\t")) {
                out.write(line);
                in.transferTo(out);
                return;
            }
            boolean isFolded = text.startsWith(" ") || text.startsWith("\t");
            isDropping = isFolded ? isDropping : BCC.matcher(text).matches();
            if (!isDropping) {
                out.write(line);
            }
        }
    }

    /** With its end; empty at the end of the message. */
    private static byte[] line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int next = in.read();
        while (next >= 0) {
            line.write(next);
            if (next == '\n') {
                break;
            }
            next = in.read();
        }
        return line.toByteArray();
    }

    @Override
    public String getMailetInfo() {
        return "Takes the Bcc fields out of a message";
    }
}
