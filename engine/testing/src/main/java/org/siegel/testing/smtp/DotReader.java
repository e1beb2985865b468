package org.siegel.testing.smtp;

import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Reads what follows DATA up to {@code <CRLF>.<CRLF>} and takes the added dots away (RFC 5321 §4.5.2). Nothing else ends
 * a message: no bare LF and no bare CR (RFC 5321 §2.3.8).
 */
final class DotReader {
    private enum State {
        LINE_START,
        IN_LINE,
        AFTER_CR,
        AFTER_DOT,
        AFTER_DOT_CR
    }

    private static final int CHUNK = 8192;

    private final Wire wire;
    private final OutputStream target;
    private final byte[] chunk = new byte[CHUNK];
    private int filled;
    private State state = State.LINE_START;

    DotReader(Wire wire, OutputStream target) {
        this.wire = wire;
        this.target = target;
    }

    void readAll() throws IOException {
        for (int b = wire.read(); b >= 0; b = wire.read()) {
            if (state == State.AFTER_DOT_CR && b == '\n') {
                target.write(chunk, 0, filled);
                return;
            }
            accept(b);
        }
        throw new EOFException("the client left within a message");
    }

    private void accept(int b) throws IOException {
        switch (state) {
            case LINE_START -> {
                if (b == '.') {
                    state = State.AFTER_DOT;
                } else {
                    inLine(b);
                }
            }
            case AFTER_DOT -> {
                if (b == '\r') {
                    state = State.AFTER_DOT_CR;
                } else {
                    inLine(b);
                }
            }
            case AFTER_DOT_CR -> {
                put('\r');
                inLine(b);
            }
            case AFTER_CR -> {
                if (b == '\n') {
                    put(b);
                    state = State.LINE_START;
                } else {
                    inLine(b);
                }
            }
            case IN_LINE -> inLine(b);
        }
    }

    private void inLine(int b) throws IOException {
        put(b);
        state = b == '\r' ? State.AFTER_CR : State.IN_LINE;
    }

    private void put(int b) throws IOException {
        chunk[filled++] = (byte) b;
        if (filled == CHUNK) {
            target.write(chunk, 0, filled);
            filled = 0;
        }
    }
}
