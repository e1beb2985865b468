package org.siegel.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.siegel.policy.Procedure;
import org.siegel.policy.TransportGrade;
import org.siegel.store.Outcome;

/**
 * A mail that somebody of the organisation writes, and what the shipped policy must make of it.
 *
 * @param name        of its file
 * @param sender      in the envelope
 * @param riskClass   that it must be found to have
 * @param words       that only who may read it gets to see, as a reader sees them; no line breaks
 * @param attachments the names that a reader sees
 * @param copies      one for each recipient
 */
record Letter(
        String name,
        String sender,
        String riskClass,
        List<String> words,
        List<String> attachments,
        List<Expected> copies) {

    private static final int TELLING = 16;

    /**
     * What must become of one recipient's copy.
     *
     * @param procedure that the policy has for it
     * @param outcome   in the end
     * @param least     grade of the connection that delivers it; of no meaning if none does
     */
    record Expected(String recipient, Procedure procedure, Outcome outcome, TransportGrade least) {

        String domain() {
            return recipient.substring(recipient.indexOf('@') + 1);
        }

        boolean isDelivered() {
            return outcome == Outcome.DELIVERED;
        }
    }

    Letter {
        words = List.copyOf(words);
        attachments = List.copyOf(attachments);
        copies = List.copyOf(copies);
    }

    /** The message, as it is handed over; lines end with CRLF. */
    byte[] message() {
        String file = "/demo/" + name + ".eml";
        try (InputStream in = Letter.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new DemoException("the program lacks its mail " + file);
            }
            String text = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
            return text.replace("\r\n", "\n").replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    /** The message, one character per byte. */
    String text() {
        return new String(message(), StandardCharsets.ISO_8859_1);
    }

    /** In its header, with angle brackets. */
    String messageId() {
        return field("Message-ID");
    }

    /** The value of a header field, as it stands in the file; folded fields are not asked for. */
    String field(String field) {
        return text().lines()
                .filter(line -> line.startsWith(field + ": "))
                .map(line -> line.substring(field.length() + 2))
                .findFirst()
                .orElseThrow(() -> new DemoException(name + ".eml has no " + field));
    }

    /** The body as it stands in the file, encoded. */
    String body() {
        return text().substring(text().indexOf("\r\n\r\n") + 4);
    }

    /** Lines of the body that are so long that they cannot stand elsewhere by chance, one character per byte. */
    List<String> tellingLines() {
        return Arrays.stream(body().split("\r\n"))
                .filter(line -> line.length() >= TELLING && !line.startsWith("Content-") && !line.startsWith("--"))
                .toList();
    }

    List<String> recipients() {
        return copies.stream().map(Expected::recipient).toList();
    }
}
