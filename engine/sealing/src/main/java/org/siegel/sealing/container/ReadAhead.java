package org.siegel.sealing.container;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * Reads another stream a little ahead on a thread of its own, so that one processor makes the bytes while another uses them. Its
 * memory is that of some chunks, however long the stream.
 */
public final class ReadAhead extends InputStream {

    /** In bytes; what is handed over at once. */
    private static final int CHUNK = 256 * 1024;

    private static final int CHUNKS = 3;

    private final InputStream source;
    private final BlockingQueue<byte[]> empty = new ArrayBlockingQueue<>(CHUNKS);
    private final BlockingQueue<Piece> full = new ArrayBlockingQueue<>(CHUNKS);
    private final Aside<Boolean> reading;
    private Piece piece = new Piece(new byte[0], 0, false);
    private int at;

    /** A chunk that is full so far as {@code length}; the last one ends the stream. */
    @SuppressWarnings("ArrayRecordComponent") // handed from thread to thread, never compared
    private record Piece(byte[] bytes, int length, boolean isLast) {
        @Override
        public String toString() {
            return "Piece(" + length + ")";
        }
    }

    private ReadAhead(InputStream source) {
        this.source = source;
        for (int i = 0; i < CHUNKS; i++) {
            empty.add(new byte[CHUNK]);
        }
        this.reading = Aside.begin(this::fill);
    }

    /**
     * Takes the stream over.
     *
     * @param size what it is expected to have, in bytes; a small one is returned as it is
     */
    public static InputStream of(InputStream source, long size) {
        return size < 2L * CHUNK ? source : new ReadAhead(source);
    }

    private boolean fill() throws IOException, InterruptedException {
        boolean isLast = false;
        try {
            while (!isLast) {
                byte[] chunk = empty.take();
                int length = source.readNBytes(chunk, 0, CHUNK);
                isLast = length < CHUNK;
                full.put(new Piece(chunk, length, isLast));
            }
            return true;
        } finally {
            if (!isLast) {
                // it failed, or nobody wants the rest: whoever reads is told by await
                full.clear();
                full.add(new Piece(new byte[0], 0, true));
            }
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (at == piece.length()) {
            if (piece.isLast()) {
                reading.await();
                return -1;
            }
            next();
        }
        int now = Math.min(length, piece.length() - at);
        System.arraycopy(piece.bytes(), at, bytes, offset, now);
        at += now;
        return now;
    }

    private void next() throws IOException {
        try {
            if (piece.length() > 0) {
                empty.put(piece.bytes());
            }
            piece = full.take();
            at = 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted while reading");
        }
    }

    @Override
    public void close() throws IOException {
        reading.close();
        source.close();
    }
}
