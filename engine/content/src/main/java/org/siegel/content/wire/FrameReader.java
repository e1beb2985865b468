package org.siegel.content.wire;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Reads frames from a worker that may be in a stranger's hands: whatever comes, no more than one frame is kept. */
public final class FrameReader {

    private final DataInputStream in;
    private final byte[] payload = new byte[FrameKind.LONGEST];
    private int length;

    public FrameReader(InputStream in) {
        this.in = new DataInputStream(in);
    }

    /**
     * Waits for the next frame.
     *
     * @throws java.io.EOFException if the worker has ended
     * @throws IOException if it does not keep to the protocol
     */
    public FrameKind next() throws IOException {
        FrameKind kind = FrameKind.of(in.readByte());
        length = in.readInt();
        if (length < 0 || length > FrameKind.LONGEST) {
            throw new IOException("The worker sent a frame of " + length + " bytes");
        }
        in.readFully(payload, 0, length);
        return kind;
    }

    /** Of the frame, in bytes. */
    public int length() {
        return length;
    }

    /** Copies the frame's bytes from a place on. */
    public int copy(int from, byte[] target, int offset, int count) {
        int n = Math.min(count, length - from);
        System.arraycopy(payload, from, target, offset, n);
        return n;
    }

    /** Puts the frame's text into {@code target}; returns how many characters that are. */
    public int characters(char[] target) throws IOException {
        if (length % 2 != 0) {
            throw new IOException("The worker sent half a character");
        }
        ByteBuffer.wrap(payload, 0, length).asCharBuffer().get(target, 0, length / 2);
        return length / 2;
    }

    /** The frame as strings. */
    public String[] strings(int count) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(payload, 0, length);
        String[] strings = new String[count];
        for (int i = 0; i < count; i++) {
            int size = bytes.remaining() < 4 ? -1 : bytes.getInt();
            if (size < 0 || size > bytes.remaining()) {
                throw new IOException("The worker sent a string that has no end");
            }
            strings[i] = new String(payload, bytes.position(), size, StandardCharsets.UTF_8);
            bytes.position(bytes.position() + size);
        }
        return strings;
    }

    /** The frame as a word in ASCII. */
    public String word() {
        return new String(payload, 0, length, StandardCharsets.US_ASCII);
    }
}
