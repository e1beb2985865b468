package org.siegel.content.wire;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Writes what the worker sends. Buffered; {@link #end} and {@link #ready} flush. */
public final class FrameWriter {

    /** So that two of them fit into a frame, whatever letters they are of. */
    private static final int LONGEST_STRING = 8 * 1024;

    private final DataOutputStream out;
    private final byte[] text = new byte[FrameKind.LONGEST];

    public FrameWriter(OutputStream out) {
        this.out = new DataOutputStream(out);
    }

    public void ready() throws IOException {
        frame(FrameKind.READY, text, 0, 0);
        out.flush();
    }

    public void run() throws IOException {
        frame(FrameKind.RUN, text, 0, 0);
    }

    /** Sends text in as many frames as it takes. */
    public void text(char[] chars, int from, int length) throws IOException {
        for (int done = 0; done < length; ) {
            int n = Math.min(length - done, text.length / 2);
            ByteBuffer.wrap(text).asCharBuffer().put(chars, from + done, n);
            frame(FrameKind.TEXT, text, 0, 2 * n);
            done += n;
        }
    }

    /** What is longer than 8,192 characters is cut. */
    public void property(String name, String value) throws IOException {
        strings(FrameKind.PROPERTY, name, value);
    }

    /** Begins a file inside; of a name, what is longer than 8,192 characters is cut. */
    public void entry(String name) throws IOException {
        strings(FrameKind.ENTRY, name);
    }

    /** Sends bytes in as many frames as it takes. */
    public void bytes(byte[] bytes, int from, int length) throws IOException {
        for (int done = 0; done < length; ) {
            int n = Math.min(length - done, FrameKind.LONGEST);
            frame(FrameKind.BYTES, bytes, from + done, n);
            done += n;
        }
    }

    public void entryEnd() throws IOException {
        frame(FrameKind.ENTRY_END, text, 0, 0);
    }

    public void end(String state) throws IOException {
        byte[] word = state.getBytes(StandardCharsets.US_ASCII);
        frame(FrameKind.END, word, 0, word.length);
        out.flush();
    }

    private void strings(FrameKind kind, String... strings) throws IOException {
        ByteBuffer all = ByteBuffer.allocate(FrameKind.LONGEST);
        for (String string : strings) {
            String cut = string.length() > LONGEST_STRING ? string.substring(0, LONGEST_STRING) : string;
            byte[] bytes = cut.getBytes(StandardCharsets.UTF_8);
            all.putInt(bytes.length).put(bytes);
        }
        frame(kind, all.array(), 0, all.position());
    }

    private void frame(FrameKind kind, byte[] bytes, int from, int length) throws IOException {
        out.writeByte(kind.code());
        out.writeInt(length);
        out.write(bytes, from, length);
    }
}
