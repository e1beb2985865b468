package org.siegel.content.part;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** The bytes of one part, to be read from any place. Closing it removes them. */
public abstract sealed class Content implements Closeable {

    private final long length;

    private Content(long length) {
        this.length = length;
    }

    public final long length() {
        return length;
    }

    /** Copies bytes from a position on; returns how many, or -1 at the end. */
    public abstract int read(long position, byte[] target, int offset, int count) throws IOException;

    /** As many bytes as there are from a position on, at most {@code count}. */
    public final byte[] slice(long position, int count) throws IOException {
        byte[] bytes = new byte[(int) Math.clamp(length - position, 0L, (long) count)];
        int done = 0;
        while (done < bytes.length) {
            int n = read(position + done, bytes, done, bytes.length - done);
            if (n < 0) {
                throw new IOException("The end came too early");
            }
            done += n;
        }
        return bytes;
    }

    /** All bytes, in their order. */
    public final InputStream open() {
        return open(0, length);
    }

    /** The bytes from {@code from} to before {@code to}, in their order. */
    public final InputStream open(long from, long to) {
        return new Range(this, from, Math.min(to, length));
    }

    static final class InMemory extends Content {
        private final byte[] bytes;

        InMemory(byte[] bytes) {
            super(bytes.length);
            this.bytes = bytes;
        }

        @Override
        public int read(long position, byte[] target, int offset, int count) {
            if (position >= bytes.length) {
                return -1;
            }
            int n = (int) Math.min(count, bytes.length - position);
            System.arraycopy(bytes, (int) position, target, offset, n);
            return n;
        }

        @Override
        public void close() {}
    }

    static final class InFile extends Content {
        private final FileChannel channel;

        InFile(FileChannel channel, long length) {
            super(length);
            this.channel = channel;
        }

        @Override
        public int read(long position, byte[] target, int offset, int count) throws IOException {
            return channel.read(ByteBuffer.wrap(target, offset, count), position);
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }

    private static final class Range extends InputStream {
        private final Content content;
        private final long to;
        private long position;

        Range(Content content, long from, long to) {
            this.content = content;
            this.position = from;
            this.to = to;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] target, int offset, int count) throws IOException {
            if (count == 0) {
                return 0;
            }
            if (position >= to) {
                return -1;
            }
            int n = content.read(position, target, offset, (int) Math.min(count, to - position));
            position += Math.max(0, n);
            return n;
        }

        @Override
        public int available() {
            return (int) Math.min(Integer.MAX_VALUE, to - position);
        }
    }
}
