package org.siegel.sealing.zip;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import javax.crypto.Mac;
import org.siegel.sealing.container.Aside;

/** An authentication code that is calculated on a thread of its own, a few chunks behind what is being written. */
final class Behind implements AutoCloseable {

    private static final int CHUNKS = 4;

    private final Mac mac;
    private final BlockingQueue<byte[]> empty = new ArrayBlockingQueue<>(CHUNKS);
    private final BlockingQueue<Piece> full = new ArrayBlockingQueue<>(CHUNKS);
    private final Aside<byte[]> calculating;

    @SuppressWarnings("ArrayRecordComponent") // handed from thread to thread, never compared
    private record Piece(byte[] bytes, int length, boolean isLast) {
        @Override
        public String toString() {
            return "Piece(" + length + ")";
        }
    }

    /** @param chunk in bytes */
    Behind(Mac mac, int chunk) {
        this.mac = mac;
        for (int i = 0; i < CHUNKS; i++) {
            empty.add(new byte[chunk]);
        }
        this.calculating = Aside.begin(this::calculate);
    }

    private byte[] calculate() throws InterruptedException {
        Piece piece;
        do {
            piece = full.take();
            mac.update(piece.bytes(), 0, piece.length());
            empty.put(piece.bytes());
        } while (!piece.isLast());
        return mac.doFinal();
    }

    /** An array to be filled; not to be changed any more once it was handed over. */
    byte[] next() throws IOException {
        try {
            return empty.take();
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    /** Hands bytes over. */
    void follow(byte[] bytes, int length) throws IOException {
        put(new Piece(bytes, length, false));
    }

    /** Hands the last bytes over, and waits for the code. */
    byte[] end(byte[] bytes, int length) throws IOException {
        put(new Piece(bytes, length, true));
        return calculating.await();
    }

    private void put(Piece piece) throws IOException {
        try {
            full.put(piece);
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private static InterruptedIOException interrupted() {
        Thread.currentThread().interrupt();
        return new InterruptedIOException("Interrupted while writing");
    }

    @Override
    public void close() {
        calculating.close();
    }
}
