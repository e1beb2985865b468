package org.siegel.content.mime;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** The encoded characters of a file within a text, up to where it ends. */
final class EnclosedContent extends InputStream {

    private enum Form {
        PROPERTY,
        QUOTED_PRINTABLE,
        URL,
        BASE64_URL
    }

    private static final int OPEN = -2;

    private final UnfoldedText text;
    private final Form form;
    /** What ends a URL; 0 if any blank does. */
    private final int delimiter;

    private final boolean lines;
    private byte[] pending = {};
    private int next;
    private int last;
    private int behind = OPEN;

    private EnclosedContent(UnfoldedText text, Form form, int delimiter, boolean lines) {
        this.text = text;
        this.form = form;
        this.delimiter = delimiter;
        this.lines = lines;
    }

    /** From behind the colon of a property. */
    static EnclosedContent ofProperty(UnfoldedText text, boolean quotedPrintable) {
        return new EnclosedContent(text, quotedPrintable ? Form.QUOTED_PRINTABLE : Form.PROPERTY, '\n', true);
    }

    /**
     * From behind the comma of a {@code data:} URL.
     *
     * @param opening what stood before it
     */
    static EnclosedContent ofUrl(UnfoldedText text, int opening, boolean lines, boolean base64) {
        int delimiter = opening == '(' ? ')' : opening == '"' || opening == '\'' ? opening : 0;
        return new EnclosedContent(text, base64 ? Form.BASE64_URL : Form.URL, delimiter, lines);
    }

    /** Reads to the end; the character that ended it, or -1. */
    int charBehind() throws IOException {
        while (behind == OPEN) {
            read();
        }
        return behind;
    }

    @Override
    public int read() throws IOException {
        if (next < pending.length) {
            return pending[next++] & 0xFF;
        }
        if (behind != OPEN) {
            return -1;
        }
        int c = form == Form.QUOTED_PRINTABLE ? text.readWritten() : text.read();
        if (isEndedBy(c)) {
            behind = form == Form.QUOTED_PRINTABLE && c >= 0 ? '\n' : c;
            return -1;
        }
        last = c;
        return form == Form.URL || form == Form.BASE64_URL ? ofUrl(c) : octet(c);
    }

    @Override
    public int read(byte[] target, int offset, int count) throws IOException {
        int n = 0;
        while (n < count) {
            int octet = read();
            if (octet < 0) {
                break;
            }
            target[offset + n++] = (byte) octet;
        }
        return n == 0 && count > 0 ? -1 : n;
    }

    private boolean isEndedBy(int c) throws IOException {
        if (c < 0) {
            return true;
        }
        return switch (form) {
            case PROPERTY -> c == '\n' && !text.goesOnInBase64();
            // one line may go on behind "=", and the two characters of a line end are one end
            case QUOTED_PRINTABLE -> UnfoldedText.isBreak(c) && last != '=' && !(c == '\n' && last == '\r');
            case URL, BASE64_URL -> (lines && c == '\n') || (delimiter == 0 ? isNoneOfUrl(c) : c == delimiter);
        };
    }

    private static boolean isNoneOfUrl(int c) {
        return c <= ' ' || "\"'<>)".indexOf(c) >= 0;
    }

    private int ofUrl(int c) throws IOException {
        if (c == '%') {
            return escaped();
        }
        if (c == '\\' && lines) {
            return read();
        }
        if (form == Form.BASE64_URL && (c == '-' || c == '_')) {
            return c == '-' ? '+' : '/';
        }
        return octet(c);
    }

    /** An octet as two hexadecimal digits; what is none stands for itself. */
    private int escaped() throws IOException {
        int high = text.read();
        int first = Character.digit(high, 16);
        if (first < 0) {
            return aside(high, '%');
        }
        int low = text.read();
        int second = Character.digit(low, 16);
        if (second < 0) {
            pending = new byte[] {(byte) high};
            next = 0;
            return aside(low, '%');
        }
        return first * 16 + second;
    }

    /** Hands on {@code given} first, and then, if it does not end the file, a character that was read already. */
    private int aside(int c, int given) throws IOException {
        if (isEndedBy(c)) {
            behind = c;
        } else {
            byte[] more = octets(c);
            byte[] both = new byte[pending.length - next + more.length];
            System.arraycopy(pending, next, both, 0, pending.length - next);
            System.arraycopy(more, 0, both, pending.length - next, more.length);
            pending = both;
            next = 0;
        }
        return given;
    }

    private int octet(int c) {
        if (c < 0x80) {
            return c;
        }
        pending = octets(c);
        next = 1;
        return pending[0] & 0xFF;
    }

    private static byte[] octets(int c) {
        return String.valueOf((char) c).getBytes(StandardCharsets.UTF_8);
    }
}
