package org.siegel.sealing.message;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Copies a raw message byte by byte, but without Bcc and Resent-Bcc in its header (RFC 5322 §3.6.3). */
final class OriginalCopy {

    private OriginalCopy() {}

    static void copy(InputStream message, OutputStream out) throws IOException {
        var in = new BufferedInputStream(message, 64 * 1024);
        boolean hidden = false;
        for (byte[] line = line(in); line.length > 0; line = line(in)) {
            if (line[0] == '\n' || (line[0] == '\r' && line.length == 2)) {
                out.write(line);
                break;
            }
            boolean folded = line[0] == ' ' || line[0] == '\t';
            hidden = folded ? hidden : isBcc(line);
            if (!hidden) {
                out.write(line);
            }
        }
        in.transferTo(out);
    }

    private static boolean isBcc(byte[] line) {
        var start = new String(line, 0, Math.min(line.length, 40), StandardCharsets.ISO_8859_1);
        return start.toLowerCase(Locale.ROOT).matches("(?s)(resent-)?bcc[ \\t]*:.*");
    }

    /** With its line end; empty at the end of the message. */
    private static byte[] line(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream(128);
        for (int b = in.read(); b >= 0; b = in.read()) {
            line.write(b);
            if (b == '\n') {
                break;
            }
        }
        return line.toByteArray();
    }
}
