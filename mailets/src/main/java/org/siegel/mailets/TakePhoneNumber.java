package org.siegel.mailets;

import jakarta.inject.Inject;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeUtility;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.apache.mailet.Mail;
import org.apache.mailet.base.GenericMailet;
import org.siegel.mailets.sealing.Messages;
import org.siegel.mailets.sealing.PhoneTrigger;
import org.siegel.matchers.MessageCopy;
import org.siegel.matchers.WorkFolder;

/**
 * Takes a telephone number out of the subject ({@code [sms:+49 170 1234567]}) and notes it on the mail, for its password:
 * {@code <mailet match="All" class="org.siegel.mailets.TakePhoneNumber"/>}. It goes out of every subject; it is noted only for a mail
 * with one recipient, because it is the number of one. All other octets of the message stay as they are.
 */
public final class TakePhoneNumber extends GenericMailet {

    private static final String FIELD = "subject:";

    private final WorkFolder folder;

    @Inject
    public TakePhoneNumber(WorkFolder folder) {
        this.folder = folder;
    }

    @Override
    public void service(Mail mail) throws MessagingException {
        if (mail.getMessage() == null || mail.getMessage().getHeader("Subject") == null) {
            return;
        }
        try (MessageCopy copy = MessageCopy.of(mail.getMessage(), folder)) {
            Path file = folder.newFile("subject-", ".eml");
            Optional<PhoneTrigger> trigger = Optional.empty();
            try {
                try (InputStream in = new BufferedInputStream(copy.open());
                        OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
                    trigger = filter(in, out);
                }
                if (trigger.isPresent()) {
                    mail.setMessage(Messages.read(file));
                }
            } finally {
                Files.deleteIfExists(file);
            }
            if (mail.getRecipients().size() == 1) {
                trigger.flatMap(PhoneTrigger::number).ifPresent(number -> PhoneTrigger.note(mail, number));
            }
        } catch (IOException e) {
            throw new MessagingException("The subject of mail " + mail.getName() + " could not be read", e);
        }
    }

    /** Copies the message; its subject, if it has a trigger, without. */
    private static Optional<PhoneTrigger> filter(InputStream in, OutputStream out) throws IOException {
        Optional<PhoneTrigger> found = Optional.empty();
        byte[] line = HeaderLines.next(in);
        while (line.length > 0) {
            String text = new String(line, StandardCharsets.ISO_8859_1);
            if (HeaderLines.isEnd(line)) {
                out.write(line);
                in.transferTo(out);
                return found;
            }
            if (!text.toLowerCase(Locale.ROOT).startsWith(FIELD)) {
                out.write(line);
                line = HeaderLines.next(in);
                continue;
            }
            ByteArrayOutputStream field = new ByteArrayOutputStream();
            field.write(line);
            line = HeaderLines.next(in);
            while (HeaderLines.isFolded(line)) {
                field.write(line);
                line = HeaderLines.next(in);
            }
            Optional<PhoneTrigger> here = PhoneTrigger.in(subject(field.toByteArray()));
            found = found.or(() -> here);
            out.write(here.map(TakePhoneNumber::encoded).orElseGet(field::toByteArray));
        }
        return found;
    }

    private static String subject(byte[] field) throws IOException {
        boolean ascii = true;
        for (byte octet : field) {
            ascii &= octet >= 0;
        }
        // RFC 6531 §3.2: raw octets beyond ASCII are UTF-8
        String raw = new String(field, ascii ? StandardCharsets.US_ASCII : StandardCharsets.UTF_8);
        String text = MimeUtility.unfold(raw).substring(FIELD.length()).strip();
        try {
            return MimeUtility.decodeText(text);
        } catch (UnsupportedEncodingException _noSuchCharset) {
            return text; // looked at as it is written: an odd subject is no reason to keep a mail
        }
    }

    private static byte[] encoded(PhoneTrigger trigger) {
        try {
            String text = MimeUtility.encodeText(trigger.subject(), "utf-8", null);
            return ("Subject: " + MimeUtility.fold(FIELD.length() + 1, text) + "\r\n")
                    .getBytes(StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new IllegalStateException("Every Java platform has UTF-8", e);
        }
    }

    @Override
    public String getMailetInfo() {
        return "Takes a telephone number out of the subject";
    }
}
