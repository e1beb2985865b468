package org.siegel.transport.tls;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Notes whether the other side has closed: the TLS library makes the same alert of that as of a wrong message. */
final class EndNotingStream extends FilterInputStream {

    private boolean ended;

    EndNotingStream(InputStream in) {
        super(in);
    }

    boolean hasEnded() {
        return ended;
    }

    @Override
    public int read() throws IOException {
        int octet = super.read();
        ended |= octet < 0;
        return octet;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int count = super.read(buffer, offset, length);
        ended |= count < 0;
        return count;
    }
}
