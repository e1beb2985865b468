package org.siegel.sealing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import org.siegel.sealing.message.Attachment;
import org.siegel.sealing.message.Body;
import org.siegel.sealing.message.SourceMessage;

/**
 * Whether a message may be put into a container at all. Claims of the header are checked against the content, so that nobody
 * gets around encryption by a header line.
 */
public enum Wrapping {
    /** An ordinary message. */
    ALLOWED,

    /** Encrypted by the sender already, S/MIME or OpenPGP: only his recipient's key opens it, a second wrapping hinders. */
    ALREADY_ENCRYPTED,

    /**
     * Bears our own mark and containers only. Wrapping again would go on for ever; but anybody can write the mark, so this is no
     * reason to let the message out: the caller must know from elsewhere that it is ours.
     */
    MARKED_AS_SEALED,

    /** Written by a program (RFC 3834 §2, RFC 6522, lists): to wrap it could start a loop between programs. */
    AUTOMATIC,

    /**
     * An invitation and nothing else (RFC 5545 §3.7.2): words, a calendar that asks for an answer, the pictures of the words. It may be
     * wrapped, but then its recipient's program can no longer answer it.
     */
    MEETING_REQUEST;

    /** 1.2.840.113549.1.7.3 (RFC 5652 §6.1) and 1.2.840.113549.1.9.16.1.23 (RFC 5083 §2.1) in DER. */
    private static final Set<String> ENVELOPED = Set.of("06092a864886f70d010703", "060b2a864886f70d0109100117");

    private static final Set<String> BULK = Set.of("bulk", "list", "junk");

    /**
     * Judges by what the message is, not by where it goes.
     *
     * @throws IOException if the message's files cannot be read
     */
    public static Wrapping of(SourceMessage message) throws IOException {
        if (isEncrypted(message)) {
            return ALREADY_ENCRYPTED;
        }
        if (isMarked(message)) {
            return MARKED_AS_SEALED;
        }
        if (isAutomatic(message)) {
            return AUTOMATIC;
        }
        return isMeetingRequest(message) ? MEETING_REQUEST : ALLOWED;
    }

    private static boolean isEncrypted(SourceMessage message) throws IOException {
        String type = message.contentType().value();
        var attachments = message.attachments();
        if (type.equals("multipart/encrypted")) {
            // RFC 3156 §4: exactly two parts, the second one holds everything
            return message.body().isEmpty()
                    && attachments.size() == 2
                    && attachments.get(0).mediaType().equals("application/pgp-encrypted")
                    && attachments.get(0).size() < 200
                    && beginsWithArmour(attachments.get(1));
        }
        if (type.equals("application/pkcs7-mime") || type.equals("application/x-pkcs7-mime")) {
            return attachments.size() == 1 && isEnveloped(attachments.get(0));
        }
        var pieces = message.body().pieces();
        return attachments.isEmpty()
                && pieces.size() == 1
                && pieces.get(0) instanceof Body.Plain plain
                && plain.text().strip().startsWith("-----BEGIN PGP MESSAGE-----")
                && plain.text().strip().endsWith("-----END PGP MESSAGE-----");
    }

    private static boolean beginsWithArmour(Attachment attachment) throws IOException {
        var start = new String(attachment.content().head(100), StandardCharsets.ISO_8859_1);
        return start.strip().startsWith("-----BEGIN PGP MESSAGE-----");
    }

    /** A ContentInfo begins with a sequence and its type: an object identifier within the first few bytes. */
    private static boolean isEnveloped(Attachment attachment) throws IOException {
        String start = HexFormat.of().formatHex(attachment.content().head(32));
        return start.startsWith("30") && ENVELOPED.stream().anyMatch(start::contains);
    }

    private static boolean isMarked(SourceMessage message) {
        String kind = message.field("x-siegel-sealed").toLowerCase(Locale.ROOT);
        return !message.attachments().isEmpty()
                && message.attachments().get(0).mediaType().equals("application/" + kind)
                && message.attachments().stream()
                        .allMatch(one -> one.mediaType().equals("application/pdf")
                                || one.mediaType().equals("application/zip"));
    }

    private static boolean isAutomatic(SourceMessage message) {
        String submitted = message.field("auto-submitted").toLowerCase(Locale.ROOT);
        return (!submitted.isEmpty() && !submitted.matches("no\\b.*"))
                || message.contentType().value().equals("multipart/report")
                || !message.field("list-id").isEmpty()
                || BULK.contains(message.field("precedence").toLowerCase(Locale.ROOT));
    }

    /** Whoever hangs a file onto it sends a file; so invitations must be all there is. */
    private static boolean isMeetingRequest(SourceMessage message) throws IOException {
        if (message.attachments().isEmpty()
                || message.isSigned()
                || !message.remarks().isEmpty()) {
            return false;
        }
        for (Attachment attachment : message.attachments()) {
            if (!attachment.isMeetingRequest()) {
                return false;
            }
        }
        return true;
    }
}
