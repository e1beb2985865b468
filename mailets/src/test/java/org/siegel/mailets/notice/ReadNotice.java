package org.siegel.mailets.notice;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetHeaders;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;

/** A notice as a recipient's program reads it: from the bytes, by the structure that RFC 6522 and RFC 3464 lay down. */
final class ReadNotice {

    final String raw;
    final MimeMessage message;

    ReadNotice(byte[] bytes) throws MessagingException {
        raw = new String(bytes, StandardCharsets.ISO_8859_1);
        message = new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(bytes));
    }

    /** Under target/pages, for people to look at. */
    void keep(String name) throws MessagingException, IOException {
        Path folder = Files.createDirectories(Path.of("target/pages"));
        Files.writeString(folder.resolve(name + ".html"), html());
        Files.writeString(folder.resolve(name + ".txt"), plain());
    }

    String header(String name) throws MessagingException {
        String[] values = message.getHeader(name);
        return values == null ? null : String.join(" | ", values);
    }

    List<String> headerNames() {
        return raw.substring(0, raw.indexOf("\r\n\r\n"))
                .lines()
                .filter(line -> !line.startsWith(" ") && !line.startsWith("\t"))
                .map(line -> line.substring(0, line.indexOf(':')))
                .toList();
    }

    BodyPart part(int index) throws MessagingException, IOException {
        return ((MimeMultipart) message.getContent()).getBodyPart(index);
    }

    int parts() throws MessagingException, IOException {
        return ((MimeMultipart) message.getContent()).getCount();
    }

    String plain() throws MessagingException, IOException {
        return text(alternatives().getBodyPart(0));
    }

    /** The plain text with its lines joined, to look for sentences in. */
    String flowing() throws MessagingException, IOException {
        return plain().replaceAll("\\s+", " ");
    }

    String html() throws MessagingException, IOException {
        return text(alternatives().getBodyPart(1));
    }

    MimeMultipart alternatives() throws MessagingException, IOException {
        MimeMultipart whole = (MimeMultipart) message.getContent();
        return whole.getContentType().startsWith("multipart/alternative")
                ? whole
                : (MimeMultipart) whole.getBodyPart(0).getContent();
    }

    /** The groups of fields of the delivery-status part: first that of the message, then one for each recipient. */
    List<InternetHeaders> status() throws MessagingException, IOException {
        List<InternetHeaders> groups = new ArrayList<>();
        String text = text(part(1));
        for (String group : Arrays.asList(text.split("\r\n\r\n", -1))) {
            if (!group.isBlank()) {
                byte[] bytes = (group.strip() + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
                groups.add(new InternetHeaders(new ByteArrayInputStream(bytes)));
            }
        }
        return groups;
    }

    static String text(BodyPart part) throws MessagingException, IOException {
        return new String(part.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
