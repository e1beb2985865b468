package org.siegel.content.part;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Hands on the bytes of a stream and keeps them, so that they can be read a second time. Closing it removes them. */
public final class KeptStream extends InputStream {

    private final InputStream in;
    private final Keeping keeping;
    private Optional<Content> content = Optional.empty();
    private boolean tooLong;

    KeptStream(InputStream in, Keeping keeping) {
        this.in = in;
        this.keeping = keeping;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int count) throws IOException {
        int n = in.read(target, offset, count);
        if (n > 0 && !tooLong) {
            try {
                keeping.add(target, offset, n);
            } catch (LimitReachedException e) {
                tooLong = true;
            }
        }
        return n;
    }

    /** What was read so far; nothing if that was more than is kept. Ends the reading. */
    public Optional<Content> kept() {
        if (!tooLong && content.isEmpty()) {
            content = Optional.of(keeping.content());
        }
        return content;
    }

    @Override
    public void close() throws IOException {
        keeping.discard();
    }
}
