package org.siegel.benchmarks.content;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** The places of a mail that can hold a text, and a whole message with the text there. */
enum Carrier {
    SUBJECT,
    TEXT,
    HTML,
    QUOTED_PRINTABLE,
    BASE64_CSV,
    NESTED_MAIL,
    DOCX,
    XLSX,
    PDF,
    ZIP,
    ZIP_IN_ZIP;

    private static final char LINE_IN_CELL = '\u000B';

    /** Nothing if the text cannot be written so. */
    Optional<byte[]> messageIfWritable(String subject, String text, String secret, String number) {
        return this == PDF && Attached.pdf(text).isEmpty()
                ? Optional.empty()
                : Optional.of(message(subject, text, secret, number));
    }

    /**
     * @param secret what stands in the subject, if the subject is the place
     * @param number what nobody would write into two cells of a table, even if it is written in two lines
     */
    byte[] message(String subject, String text, String secret, String number) {
        String head = "From: a@muster.example\r\nTo: b@partner.example\r\nMIME-Version: 1.0\r\nSubject: ";
        String message = switch (this) {
            case SUBJECT -> head + encodedWord(secret) + "\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n" + text;
            case TEXT ->
                head + subject
                        + "\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
                        + text;
            case HTML ->
                head + subject + "\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<html><body><p>"
                        + text.replace("&", "&amp;")
                                .replace("<", "&lt;")
                                .replace("ä", "&auml;")
                                .replace("\n", "<br>\r\n")
                        + "</p></body></html>";
            case QUOTED_PRINTABLE ->
                head + subject
                        + "\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
                        + quotedPrintable(text);
            case BASE64_CSV ->
                withAttachment(
                        head + subject, "text/csv; charset=utf-8", "liste.csv", text.getBytes(StandardCharsets.UTF_8));
            case NESTED_MAIL ->
                head + "Fwd\r\nContent-Type: message/rfc822\r\n\r\n"
                        + new String(TEXT.message(subject, text, secret, number), StandardCharsets.UTF_8);
            case DOCX ->
                withAttachment(
                        head + subject,
                        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
                        "brief.docx",
                        Attached.docx(text));
            case XLSX ->
                withAttachment(
                        head + subject,
                        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                        "liste.xlsx",
                        Attached.xlsx(cells(text, number)));
            case PDF ->
                withAttachment(
                        head + subject,
                        "application/pdf",
                        "brief.pdf",
                        Attached.pdf(text).orElseThrow());
            case ZIP ->
                withAttachment(head + subject, "application/zip", "ablage.zip", Attached.zip("notiz.txt", text));
            case ZIP_IN_ZIP ->
                withAttachment(
                        head + subject,
                        "application/zip",
                        "ablage.zip",
                        zip("innen.zip", Attached.zip("notiz.txt", text)));
        };
        return message.getBytes(StandardCharsets.UTF_8);
    }

    /** A row for each line, but for the lines of the number. */
    private static List<String> cells(String text, String number) {
        String joined = number.replace('\n', LINE_IN_CELL);
        return text.replace(number, joined)
                .lines()
                .map(line -> line.replace(LINE_IN_CELL, '\n'))
                .toList();
    }

    private static byte[] zip(String name, byte[] content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static String withAttachment(String head, String type, String name, byte[] content) {
        return head
                + "\r\nContent-Type: multipart/mixed; boundary=grenze\r\n\r\n--grenze\r\nContent-Type: text/plain\r\n\r\nanbei\r\n"
                + "--grenze\r\nContent-Type: " + type + "\r\nContent-Disposition: attachment; filename=" + name
                + "\r\nContent-Transfer-Encoding: base64\r\n\r\n"
                + Base64.getMimeEncoder().encodeToString(content)
                + "\r\n--grenze--\r\n";
    }

    private static String encodedWord(String text) {
        return "=?utf-8?B?"
                + Base64.getEncoder().encodeToString(text.replace('\n', ' ').getBytes(StandardCharsets.UTF_8)) + "?=";
    }

    private static String quotedPrintable(String text) {
        StringBuilder encoded = new StringBuilder();
        int column = 0;
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            String one = octet == '\n'
                    ? "\r\n"
                    : octet >= ' ' && octet < 0x7F && octet != '='
                            ? Character.toString(octet)
                            : String.format(Locale.ROOT, "=%02X", octet & 0xFF);
            if (column + one.length() > 75) {
                encoded.append("=\r\n");
                column = 0;
            }
            encoded.append(one);
            column = octet == '\n' ? 0 : column + one.length();
        }
        return encoded.toString();
    }
}
