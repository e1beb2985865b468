package org.siegel.transport.mime;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** A message that is written anew piece by piece, as it is read. */
final class EncodedMessage extends InputStream {

    private static final int READ = 8 * 1024;

    private final InputStream message;
    private final Buffer buffer = new Buffer();
    private final Walk walk;
    private final byte[] read = new byte[READ];
    private boolean isOver;
    private int position;

    EncodedMessage(InputStream message, List<Treatment> plan) {
        this.message = message;
        this.walk = new Walk(new Rewrite(plan, buffer));
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (position == buffer.size() && !isOver) {
            refill();
        }
        int given = Math.min(length, buffer.size() - position);
        buffer.copy(position, to, offset, given);
        position += given;
        return given == 0 ? -1 : given;
    }

    private void refill() throws IOException {
        buffer.reset();
        position = 0;
        int count = message.read(read);
        if (count >= 0) {
            walk.feed(read, count);
        } else {
            walk.finish();
            isOver = true;
        }
    }

    @Override
    public void close() throws IOException {
        message.close();
    }

    /** Whose octets can be had without a copy of all. */
    private static final class Buffer extends ByteArrayOutputStream {

        void copy(int from, byte[] to, int offset, int length) {
            System.arraycopy(buf, from, to, offset, length);
        }
    }
}
