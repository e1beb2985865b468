package org.siegel.mailets;

import jakarta.inject.Inject;
import jakarta.mail.MessagingException;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
            Path file = folder.newFile("without-bcc-", ".eml");
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
            byte[] line = HeaderLines.next(in);
            if (line.length == 0) {
                return; // a header and nothing else
            }
            if (HeaderLines.isEnd(line)) {
                out.write(line);
                in.transferTo(out);
                return;
            }
            if (!HeaderLines.isFolded(line)) {
                isDropping = BCC.matcher(new String(line, StandardCharsets.ISO_8859_1))
                        .matches();
            }
            if (!isDropping) {
                out.write(line);
            }
        }
    }

    @Override
    public String getMailetInfo() {
        return "Takes the Bcc fields out of a message";
    }
}
