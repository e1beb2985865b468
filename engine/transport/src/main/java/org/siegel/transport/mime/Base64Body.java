package org.siegel.transport.mime;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Base64;

/** Encodes anything (RFC 2045 §6.8). */
final class Base64Body implements BodyEncoder {

    /** Octets that fill a line of 76 characters. */
    private static final int LINE = 57;

    private static final byte[] CRLF = {'\r', '\n'};

    private final ByteArrayOutputStream out;
    private final boolean isBinary;
    private final byte[] line = new byte[LINE];
    private int count;
    private boolean isFirst = true;

    /** @param isBinary whether line ends are octets like others; in text they become CRLF (RFC 2045 §6.8) */
    Base64Body(ByteArrayOutputStream out, boolean isBinary) {
        this.out = out;
        this.isBinary = isBinary;
    }

    @Override
    public void text(byte[] octets, int length) {
        for (int i = 0; i < length; i++) {
            if (count == LINE) {
                flush();
            }
            line[count++] = octets[i];
        }
    }

    @Override
    public void lineEnd(byte[] end) {
        text(isBinary ? end : CRLF, isBinary ? end.length : CRLF.length);
    }

    @Override
    public void finish() {
        if (count > 0) {
            flush();
        }
    }

    private void flush() {
        if (!isFirst) {
            out.writeBytes(CRLF);
        }
        isFirst = false;
        out.writeBytes(Base64.getEncoder().encode(count == LINE ? line : Arrays.copyOf(line, count)));
        count = 0;
    }
}
