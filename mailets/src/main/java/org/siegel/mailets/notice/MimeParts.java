package org.siegel.mailets.notice;

import jakarta.activation.DataHandler;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.util.ByteArrayDataSource;
import java.nio.charset.StandardCharsets;

/** Body parts out of bytes: independent of which content handlers James's class loaders find. */
final class MimeParts {

    private static final int LONGEST_LINE = 998;

    private MimeParts() {}

    /** Text for people, in UTF-8. */
    static MimeBodyPart text(String subtype, String text) throws MessagingException {
        return part("text/" + subtype + "; charset=utf-8", text.getBytes(StandardCharsets.UTF_8), "quoted-printable");
    }

    /** Seven-bit by its definition (RFC 3464 §2). */
    static MimeBodyPart deliveryStatus(String text) throws MessagingException {
        return part("message/delivery-status", text.getBytes(StandardCharsets.US_ASCII), "7bit");
    }

    /** Seven-bit, or quoted-printable where the fields are broken (RFC 6522 §4). */
    static MimeBodyPart headers(byte[] lines) throws MessagingException {
        return part("text/rfc822-headers", lines, isSevenBit(lines) ? "7bit" : "quoted-printable");
    }

    /** A message as it is; messages are never encoded (RFC 2046). */
    static MimeBodyPart message(byte[] message) throws MessagingException {
        return part("message/rfc822", message, isSevenBit(message) ? "7bit" : "8bit");
    }

    private static MimeBodyPart part(String type, byte[] content, String encoding) throws MessagingException {
        MimeBodyPart part = new MimeBodyPart();
        part.setDataHandler(new DataHandler(new ByteArrayDataSource(content, type)));
        part.setHeader("Content-Type", type);
        part.setHeader("Content-Transfer-Encoding", encoding);
        return part;
    }

    private static boolean isSevenBit(byte[] content) {
        int length = 0;
        for (byte one : content) {
            length = one == '\n' ? 0 : length + 1;
            if (one <= 0 || length > LONGEST_LINE + 1) { // the line and its CR
                return false;
            }
        }
        return true;
    }
}
