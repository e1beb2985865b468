package org.siegel.transport.tls;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * What the other side sends, bounded until the handshake is over: the TLS library reads warnings and empty records for as
 * long as they come. Notes whether the other side has closed: the library makes the same alert of that as of a wrong message.
 */
final class HandshakeStream extends FilterInputStream {

    /** More than ten certificates of 16 KB each, with everything around them. */
    static final int MOST_BYTES = 256 * 1024;

    private boolean hasEnded;
    private boolean isOver;
    private long count;

    HandshakeStream(InputStream in) {
        super(in);
    }

    boolean hasEnded() {
        return hasEnded;
    }

    boolean wasTooLong() {
        return count > MOST_BYTES;
    }

    /** From now on as much comes as comes. */
    void over() {
        isOver = true;
    }

    @Override
    public int read() throws IOException {
        int octet = super.read();
        note(octet < 0 ? octet : 1);
        return octet;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = super.read(buffer, offset, length);
        note(read);
        return read;
    }

    private void note(int read) throws IOException {
        hasEnded |= read < 0;
        if (!isOver) {
            count += Math.max(0, read);
            if (wasTooLong()) {
                throw new IOException("more than " + MOST_BYTES + " bytes during the TLS handshake");
            }
        }
    }
}
