package org.siegel.transport.smtp;

import java.util.Locale;

/** The encoding of parameter values (RFC 3461 §4). */
final class XText {

    private XText() {}

    /** @param text ASCII */
    static String encode(String text) {
        var encoded = new StringBuilder(text.length());
        text.chars().forEach(c -> {
            if (isPlain(c)) {
                encoded.append((char) c);
            } else {
                encoded.append(String.format(Locale.ROOT, "+%02X", c));
            }
        });
        return encoded.toString();
    }

    /** The form of a non-ASCII address that every server with DSN can take: utf-8-addr-xtext (RFC 6533 §3). */
    static String encodeUtf8Address(String text) {
        var encoded = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (isPlain(c) && c != '\\') {
                encoded.append((char) c);
            } else {
                encoded.append(String.format(Locale.ROOT, "\\x{%02X}", c));
            }
        });
        return encoded.toString();
    }

    private static boolean isPlain(int c) {
        return c > ' ' && c <= '~' && c != '+' && c != '=';
    }
}
