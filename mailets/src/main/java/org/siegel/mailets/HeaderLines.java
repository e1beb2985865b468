package org.siegel.mailets;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** The lines of a message's header as they stand there, octet for octet. */
final class HeaderLines {

    private HeaderLines() {}

    /** The next line with its end; empty at the end of the message. */
    static byte[] next(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int next = in.read();
        while (next >= 0) {
            line.write(next);
            if (next == '\n') {
                break;
            }
            next = in.read();
        }
        return line.toByteArray();
    }

    /** Whether the line goes on with the field before it (RFC 5322 §2.2.3). */
    static boolean isFolded(byte[] line) {
        return line.length > 0 && (line[0] == ' ' || line[0] == '\t');
    }

    /** Whether the line ends the header. */
    static boolean isEnd(byte[] line) {
        return !isFolded(line) && new String(line, StandardCharsets.ISO_8859_1).isBlank();
    }
}
