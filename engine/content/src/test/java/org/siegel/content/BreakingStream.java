package org.siegel.content;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Gives some bytes, and then fails as a disk does. */
final class BreakingStream extends InputStream {

    private final ByteArrayInputStream bytes;

    BreakingStream(String text) {
        this.bytes = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public int read() throws IOException {
        int b = bytes.read();
        if (b < 0) {
            throw new IOException("disk");
        }
        return b;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int b = read();
        target[offset] = (byte) b;
        return 1;
    }
}
