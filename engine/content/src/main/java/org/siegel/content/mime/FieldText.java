package org.siegel.content.mime;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.util.ByteSequence;

/** The body of a header field as text: 8-bit characters kept (RFC 6532 §3.2), folding removed. */
final class FieldText {

    private FieldText() {}

    static String bodyOf(Field field) {
        ByteSequence raw = field.getRaw();
        if (raw == null) {
            String body = field.getBody();
            return body == null ? "" : unfolded(body);
        }
        byte[] bytes = raw.toByteArray();
        int colon = 0;
        while (colon < bytes.length && bytes[colon] != ':') {
            colon++;
        }
        int from = Math.min(colon + 1, bytes.length);
        return unfolded(decoded(bytes, from, bytes.length - from));
    }

    /** UTF-8, and windows-1252 where it is none. */
    static String decoded(byte[] bytes, int from, int length) {
        StringBuilder text = new StringBuilder(length);
        char[] chunk = new char[1024];
        try (Reader reader = new LenientUtf8Reader(new ByteArrayInputStream(bytes, from, length))) {
            for (int n = reader.read(chunk, 0, chunk.length); n >= 0; n = reader.read(chunk, 0, chunk.length)) {
                text.append(chunk, 0, n);
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString();
    }

    private static String unfolded(String body) {
        StringBuilder text = new StringBuilder(body.length());
        for (int i = 0; i < body.length(); i++) {
            char c = body.charAt(i);
            if (c == '\t') {
                text.append(' ');
            } else if (c != '\r' && c != '\n') {
                text.append(c);
            }
        }
        return text.toString().strip();
    }
}
