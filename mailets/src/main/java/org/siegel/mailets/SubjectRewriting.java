package org.siegel.mailets;

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
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.apache.mailet.Mail;
import org.siegel.mailets.sealing.Messages;
import org.siegel.matchers.MessageCopy;
import org.siegel.matchers.WorkFolder;

/** Puts other subjects in the place of a message's own; all other octets of it stay as they are. */
final class SubjectRewriting {

    private static final String FIELD = "subject:";

    private final WorkFolder folder;
    private final Function<String, Optional<String>> change;
    private boolean changed;

    /** @param change a subject, decoded, to the one that takes its place; nothing if it stays, octet for octet */
    SubjectRewriting(WorkFolder folder, Function<String, Optional<String>> change) {
        this.folder = folder;
        this.change = change;
    }

    /** Looks at every subject of the mail; the mail gets another message only if one of them changes. */
    void apply(Mail mail) throws MessagingException {
        String[] subjects = mail.getMessage() == null ? null : mail.getMessage().getHeader("Subject");
        if (subjects == null || Arrays.stream(subjects).allMatch(this::surelyStays)) {
            return;
        }
        try (MessageCopy copy = MessageCopy.of(mail.getMessage(), folder)) {
            Path file = folder.newFile("subject-", ".eml");
            try {
                try (InputStream in = new BufferedInputStream(copy.open());
                        OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
                    filter(in, out);
                }
                if (changed) {
                    mail.setMessage(Messages.read(file));
                }
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new MessagingException("The subject of mail " + mail.getName() + " could not be read", e);
        }
    }

    /** Most mails need not be copied to find that out. Octets beyond ASCII may be other characters here than in the message. */
    private boolean surelyStays(String subject) {
        return subject.chars().allMatch(c -> c < 0x80)
                && change.apply(decoded(MimeUtility.unfold(subject).strip())).isEmpty();
    }

    private void filter(InputStream in, OutputStream out) throws IOException {
        byte[] line = HeaderLines.next(in);
        while (line.length > 0) {
            String text = new String(line, StandardCharsets.ISO_8859_1);
            if (HeaderLines.isEnd(line)) {
                if (changed) { // else nobody wants what was written
                    out.write(line);
                    in.transferTo(out);
                }
                return;
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
            Optional<String> other = change.apply(subject(field.toByteArray()));
            changed |= other.isPresent();
            out.write(other.map(SubjectRewriting::encoded).orElseGet(field::toByteArray));
        }
    }

    private static String subject(byte[] field) {
        boolean ascii = true;
        for (byte octet : field) {
            ascii &= octet >= 0;
        }
        // RFC 6531 §3.2: raw octets beyond ASCII are UTF-8
        String raw = new String(field, ascii ? StandardCharsets.US_ASCII : StandardCharsets.UTF_8);
        return decoded(MimeUtility.unfold(raw).substring(FIELD.length()).strip());
    }

    private static String decoded(String text) {
        try {
            return MimeUtility.decodeText(text);
        } catch (UnsupportedEncodingException _noSuchCharset) {
            return text; // looked at as it is written: an odd subject is no reason to keep a mail
        }
    }

    private static byte[] encoded(String subject) {
        try {
            String text = MimeUtility.encodeText(subject, "utf-8", null);
            return ("Subject: " + MimeUtility.fold(FIELD.length() + 1, text) + "\r\n")
                    .getBytes(StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new IllegalStateException("Every Java platform has UTF-8", e);
        }
    }
}
