package org.siegel.sealing.message;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A header field's body as text: raw UTF-8 (RFC 6532) or 8-bit, encoded words (RFC 2047) also where they are broken. Never
 * fails; what cannot be decoded stays as it stands.
 */
final class FieldText {

    /** Looser than RFC 2047 §2: no length limit, blanks inside allowed, language suffix (RFC 2231 §5) ignored. */
    private static final Pattern ENCODED_WORD =
            Pattern.compile("=\\?([A-Za-z0-9_.:+-]{1,40})(?:\\*[^?]{0,20})?\\?([bBqQ])\\?([^?]*)\\?=");

    private FieldText() {}

    /** The field's body on one line, encoded words untouched. */
    static String raw(byte[] body) {
        return Charsets.undeclared(body).replaceAll("[\\r\\n\\x00]+", "").strip();
    }

    static String decode(byte[] body) {
        return decode(raw(body));
    }

    /**
     * Neighbouring words in one charset are joined as bytes first: many programs cut in the middle of a character although
     * RFC 2047 §5 forbids it.
     */
    static String decode(String raw) {
        Matcher word = ENCODED_WORD.matcher(raw);
        var out = new StringBuilder();
        var pending = new ByteArrayOutputStream();
        String charset = "";
        int end = 0;
        while (word.find()) {
            String between = raw.substring(end, word.start());
            boolean joined = pending.size() > 0 && between.isBlank();
            if (!joined || !word.group(1).equalsIgnoreCase(charset)) {
                flush(pending, charset, out);
            }
            if (!joined) {
                out.append(between);
            }
            charset = word.group(1);
            byte[] bytes = word.group(2).equalsIgnoreCase("b") ? base64(word.group(3)) : quoted(word.group(3));
            pending.writeBytes(bytes);
            end = word.end();
        }
        flush(pending, charset, out);
        return printable(out.append(raw.substring(end)).toString());
    }

    private static void flush(ByteArrayOutputStream pending, String charset, StringBuilder out) {
        if (pending.size() > 0) {
            out.append(Charsets.decode(pending.toByteArray(), charset, false));
            pending.reset();
        }
    }

    /** Control characters and direction overrides could make a line say something else than it does. */
    private static String printable(String text) {
        return text.replaceAll("[\\t\\r\\n]+", " ")
                .replaceAll("[\\p{Cc}\\u202A-\\u202E\\u2066-\\u2069]", "")
                .strip();
    }

    private static byte[] base64(String text) {
        String clean = text.replaceAll("[^A-Za-z0-9+/]", "");
        // one left-over character carries no byte
        int usable = clean.length() % 4 == 1 ? clean.length() - 1 : clean.length();
        return Base64.getDecoder().decode(clean.substring(0, usable));
    }

    private static byte[] quoted(String text) {
        byte[] in = text.getBytes(StandardCharsets.UTF_8);
        var out = new ByteArrayOutputStream(in.length);
        for (int i = 0; i < in.length; i++) {
            if (in[i] == '_') {
                out.write(' ');
            } else if (in[i] == '=' && i + 2 < in.length && hex(in[i + 1]) >= 0 && hex(in[i + 2]) >= 0) {
                out.write(hex(in[i + 1]) * 16 + hex(in[i + 2]));
                i += 2;
            } else {
                out.write(in[i]);
            }
        }
        return out.toByteArray();
    }

    private static int hex(byte b) {
        return Character.digit((char) (b & 0xFF), 16);
    }
}
