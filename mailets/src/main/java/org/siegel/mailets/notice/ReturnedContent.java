package org.siegel.mailets.notice;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeBodyPart;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.apache.mailet.DsnParameters;
import org.apache.mailet.Mail;
import org.siegel.matchers.RequireTls;

/** How much of the mail goes back with the notice. */
enum ReturnedContent {
    NONE,
    HEADERS,
    MESSAGE;

    private static final int MOST_HEADERS = 64 * 1024;
    private static final int LARGEST_MESSAGE = 10 * 1024 * 1024;

    /**
     * Reads the parameter {@code attachment}.
     *
     * @throws IllegalArgumentException naming what is allowed
     */
    static ReturnedContent of(String parameter) {
        return Arrays.stream(values())
                .filter(one -> one.name().toLowerCase(Locale.ROOT).equals(parameter.strip()))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("'" + parameter + "' is not known; use none, headers or message"));
    }

    /** The part; empty if nothing is wanted or there is nothing that can be read. */
    Optional<MimeBodyPart> part(Mail mail, OriginalMessage original) throws MessagingException {
        return switch (this) {
            case NONE -> Optional.empty();
            case HEADERS -> headers(original);
            case MESSAGE -> {
                Optional<MimeBodyPart> whole = wantsHeadersOnly(mail) ? Optional.empty() : message(mail);
                yield whole.isPresent() ? whole : headers(original);
            }
        };
    }

    /** RET=HDRS (RFC 3461 §4); the way back of a mail with REQUIRETLS may be worse than its way there (RFC 8689 §5). */
    private static boolean wantsHeadersOnly(Mail mail) {
        return RequireTls.isAsked(mail)
                || mail.dsnParameters()
                        .flatMap(DsnParameters::getRetParameter)
                        .filter(ret -> ret == DsnParameters.Ret.HDRS)
                        .isPresent();
    }

    private static Optional<MimeBodyPart> headers(OriginalMessage original) throws MessagingException {
        StringBuilder text = new StringBuilder();
        for (String line : original.headerLines()) {
            if (text.length() + line.length() > MOST_HEADERS) {
                break;
            }
            text.append(line.stripTrailing().replaceAll("\\r\\n|\\r|\\n", "\r\n"))
                    .append("\r\n");
        }
        // Fields come with one character for each byte of the message.
        Charset bytes = text.chars().allMatch(c -> c <= 0xff) ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8;
        return text.isEmpty()
                ? Optional.empty()
                : Optional.of(MimeParts.headers(text.toString().getBytes(bytes)));
    }

    private static Optional<MimeBodyPart> message(Mail mail) throws MessagingException {
        Bounded bytes = new Bounded();
        try {
            mail.getMessage().writeTo(bytes);
        } catch (IOException | MessagingException _tooLargeOrUnreadable) {
            return Optional.empty(); // the headers must do
        }
        return Optional.of(MimeParts.message(bytes.content.toByteArray()));
    }

    /** Fails when more is written than a notice may carry. */
    private static final class Bounded extends OutputStream {

        private final ByteArrayOutputStream content = new ByteArrayOutputStream();

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int count) throws IOException {
            if (content.size() + count > LARGEST_MESSAGE) {
                throw new IOException("The message is too large to be returned");
            }
            content.write(bytes, from, count);
        }
    }
}
