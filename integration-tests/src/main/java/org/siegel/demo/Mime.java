package org.siegel.demo;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import org.siegel.testing.smtp.Received;

/**
 * A message as a recipient's program shows it.
 *
 * @param messageId as its header says, empty without one
 * @param subject   decoded
 * @param parts     those that hold no others, in their order
 */
record Mime(String messageId, String subject, List<Part> parts) {

    Mime {
        parts = List.copyOf(parts);
    }

    static Mime of(Received received) {
        return of(received.body().bytes());
    }

    /** The subject of a message, decoded. */
    static String subject(byte[] message) {
        return of(message).subject();
    }

    private static Mime of(byte[] octets) {
        try {
            MimeMessage message =
                    new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(octets));
            List<Part> parts = new ArrayList<>();
            collect(message, parts);
            return new Mime(
                    Optional.ofNullable(message.getMessageID()).orElse(""),
                    Optional.ofNullable(message.getSubject()).orElse(""),
                    parts);
        } catch (MessagingException | IOException e) {
            throw new DemoException("a mail arrived that no program can read", e);
        }
    }

    private static void collect(Part part, List<Part> leaves) throws MessagingException, IOException {
        if (part.getContent() instanceof Multipart multipart) {
            for (int i = 0; i < multipart.getCount(); i++) {
                BodyPart child = multipart.getBodyPart(i);
                collect(child, leaves);
            }
        } else {
            leaves.add(part);
        }
    }

    /** All plain text. */
    String text() {
        return parts.stream()
                .filter(part -> isOf(part, "text/plain"))
                .map(Mime::content)
                .collect(Collectors.joining("\n"));
    }

    /** All text of whatever kind. */
    String allText() {
        return parts.stream()
                .filter(part -> isOf(part, "text/*"))
                .map(Mime::content)
                .collect(Collectors.joining("\n"));
    }

    /** All parts of the type, as bytes. */
    List<byte[]> files(String type) {
        return parts.stream().filter(part -> isOf(part, type)).map(Mime::bytes).toList();
    }

    boolean has(String type) {
        return parts.stream().anyMatch(part -> isOf(part, type));
    }

    private static boolean isOf(Part part, String type) {
        try {
            return part.isMimeType(type);
        } catch (MessagingException e) {
            throw new DemoException("a part without a readable type arrived", e);
        }
    }

    private static String content(Part part) {
        try {
            return String.valueOf(part.getContent());
        } catch (MessagingException | IOException e) {
            throw new DemoException("a part arrived that cannot be decoded", e);
        }
    }

    private static byte[] bytes(Part part) {
        try (var in = part.getInputStream()) {
            return in.readAllBytes();
        } catch (MessagingException | IOException e) {
            throw new DemoException("a part arrived that cannot be decoded", e);
        }
    }
}
