package org.siegel.content.mime;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Bytes to text by the best evidence: byte order mark, then the declared charset, then an HTML {@code meta}, then
 * UTF-8 with windows-1252 where it is none. A byte order mark beats the declaration, as in browsers, because mail
 * programs declare by habit.
 */
final class Charsets {

    /**
     * Read as UTF-8 first whatever they say: true Latin-1 text hardly ever is valid UTF-8 by chance, but UTF-8 labelled
     * as one of these is common.
     */
    private static final Set<String> OFTEN_WRONG =
            Set.of("utf-8", "utf8", "us-ascii", "ascii", "iso-8859-1", "latin1", "windows-1252", "cp1252");

    private static final int PEEK = 1024;

    private Charsets() {}

    static Reader reader(BufferedInputStream bytes, @Nullable String declared, boolean html) throws IOException {
        byte[] head = peek(bytes, PEEK);
        Charset marked = byByteOrderMark(head);
        if (marked != null) {
            return new InputStreamReader(bytes, marked);
        }
        Charset named = known(declared);
        if (named == null && html && isUnhelpful(declared)) {
            named = known(metaCharset(head));
        }
        if (named == null) {
            named = byZeroBytes(head);
        }
        return named == null ? new LenientUtf8Reader(bytes) : new InputStreamReader(bytes, named);
    }

    static String decode(byte[] bytes, String declared) {
        Charset named = known(declared);
        return named == null ? FieldText.decoded(bytes, 0, bytes.length) : new String(bytes, named);
    }

    /** UTF-7 hides letters and digits in base64, and Java cannot read it. */
    static boolean isUnreadable(@Nullable String declared) {
        return declared != null && declared.toLowerCase(Locale.ROOT).contains("utf-7");
    }

    static byte[] peek(BufferedInputStream in, int length) throws IOException {
        in.mark(length + 1);
        byte[] head = in.readNBytes(length);
        in.reset();
        return head;
    }

    private static boolean isUnhelpful(@Nullable String declared) {
        return declared == null || !OFTEN_WRONG.contains(declared.strip().toLowerCase(Locale.ROOT));
    }

    /** Null for a charset that Java does not know, and for those that the lenient reader reads better. */
    private static @Nullable Charset known(@Nullable String name) {
        if (name == null || name.isBlank() || OFTEN_WRONG.contains(name.strip().toLowerCase(Locale.ROOT))) {
            return null;
        }
        try {
            return Charset.forName(name.strip());
        } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
            return null;
        }
    }

    private static @Nullable Charset byByteOrderMark(byte[] head) {
        if (head.length >= 2 && (head[0] & 0xFF) == 0xFE && (head[1] & 0xFF) == 0xFF) {
            return StandardCharsets.UTF_16BE;
        }
        if (head.length >= 2 && (head[0] & 0xFF) == 0xFF && (head[1] & 0xFF) == 0xFE) {
            return StandardCharsets.UTF_16LE;
        }
        return null;
    }

    /** UTF-16 without a mark: every second byte of western text is zero. */
    private static @Nullable Charset byZeroBytes(byte[] head) {
        int even = 0;
        int odd = 0;
        for (int i = 0; i < head.length; i++) {
            if (head[i] == 0 && i % 2 == 0) {
                even++;
            } else if (head[i] == 0) {
                odd++;
            }
        }
        int many = head.length * 2 / 5;
        if (head.length < 8 || (even < many && odd < many)) {
            return null;
        }
        return even > odd ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_16LE;
    }

    private static @Nullable String metaCharset(byte[] head) {
        String text = new String(head, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
        int at = text.indexOf("<meta");
        at = at < 0 ? -1 : text.indexOf("charset=", at);
        if (at < 0) {
            return null;
        }
        int from = at + "charset=".length();
        while (from < text.length() && (text.charAt(from) == '"' || text.charAt(from) == '\'')) {
            from++;
        }
        int to = from;
        while (to < text.length() && " \"'/>;".indexOf(text.charAt(to)) < 0) {
            to++;
        }
        String name = text.substring(from, to);
        // a document whose meta could be read byte by byte is not in UTF-16, whatever it says
        return name.startsWith("utf-16") ? null : name;
    }
}
