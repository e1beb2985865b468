package org.siegel.content.mime;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Decodes the encoded-words of MIME part three ({@code =?utf-8?Q?...?=}). One pass; what does not decode stays as it
 * is. Characters split between two adjacent words of one charset, a common fault of senders, are put together again.
 */
public final class EncodedWords {

    /** Longer than any name of a charset; bounds the look-ahead. */
    private static final int LONGEST_CHARSET = 60;

    private final String text;
    private final StringBuilder decoded = new StringBuilder();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private String charset = "";
    private int next;

    private EncodedWords(String text) {
        this.text = text;
    }

    /** The text with all its encoded-words decoded; blanks between two of them vanish. */
    public static String decode(String text) {
        return text.contains("=?") ? new EncodedWords(text).decoded() : text;
    }

    private String decoded() {
        boolean afterWord = false;
        for (int start = text.indexOf("=?"); start >= 0; start = text.indexOf("=?", next)) {
            String between = text.substring(next, start);
            int before = next;
            boolean vanishes = afterWord && between.isBlank();
            if (!vanishes) {
                flush();
                decoded.append(between);
            }
            afterWord = word(start);
            if (!afterWord) {
                flush();
                decoded.append(text, vanishes ? before : start, start + 2);
                next = start + 2;
            }
        }
        flush();
        return decoded.append(text, next, text.length()).toString();
    }

    /** Reads the word at {@code start} and moves {@link #next} behind it, or returns false. */
    private boolean word(int start) {
        int charsetEnd = indexOf('?', start + 2, start + 2 + LONGEST_CHARSET);
        if (charsetEnd < 0 || charsetEnd + 2 >= text.length() || text.charAt(charsetEnd + 2) != '?') {
            return false;
        }
        char encoding = Character.toUpperCase(text.charAt(charsetEnd + 1));
        int contentStart = charsetEnd + 3;
        int end = text.indexOf('?', contentStart);
        if ((encoding != 'Q' && encoding != 'B') || end < 0 || !text.startsWith("?=", end)) {
            return false;
        }
        String name = text.substring(start + 2, charsetEnd);
        int language = name.indexOf('*');
        name = (language < 0 ? name : name.substring(0, language)).toLowerCase(Locale.ROOT);
        if (!name.equals(charset)) {
            flush();
            charset = name;
        }
        String content = text.substring(contentStart, end);
        if (encoding == 'Q') {
            q(content);
        } else {
            base64(content);
        }
        next = end + 2;
        return true;
    }

    private int indexOf(char wanted, int from, int to) {
        for (int i = from; i < Math.min(to, text.length()); i++) {
            if (text.charAt(i) == wanted) {
                return i;
            }
        }
        return -1;
    }

    private void q(String content) {
        for (int i = 0; i < content.length(); i++) {
            char c = content.charAt(i);
            if (c == '_') {
                bytes.write(' ');
            } else if (c == '=' && i + 2 < content.length() && hex(content, i + 1) >= 0) {
                bytes.write(hex(content, i + 1));
                i += 2;
            } else {
                raw(c);
            }
        }
    }

    private static int hex(String content, int at) {
        int high = Character.digit(content.charAt(at), 16);
        int low = Character.digit(content.charAt(at + 1), 16);
        return high < 0 || low < 0 ? -1 : high * 16 + low;
    }

    private void raw(char c) {
        byte[] utf8 = String.valueOf(c).getBytes(StandardCharsets.UTF_8);
        bytes.write(utf8, 0, utf8.length);
    }

    private void base64(String content) {
        byte[] ascii = content.getBytes(StandardCharsets.ISO_8859_1);
        try (LenientBase64Stream stream = new LenientBase64Stream(new ByteArrayInputStream(ascii))) {
            stream.transferTo(bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private void flush() {
        if (bytes.size() > 0) {
            byte[] content = bytes.toByteArray();
            decoded.append(Charsets.decode(content, charset));
            bytes.reset();
        }
        charset = "";
    }
}
