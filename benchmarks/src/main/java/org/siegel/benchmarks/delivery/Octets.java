package org.siegel.benchmarks.delivery;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Reads lines and messages off a connection, and finds the number that a message has in its Message-ID. */
final class Octets {

    /** What a number in a Message-ID stands behind. */
    static final String MARK = "<mail-";

    private static final int SIZE = 32 * 1024;
    private static final byte[] END = "\r\n.\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] MARKING = MARK.getBytes(StandardCharsets.US_ASCII);

    private final InputStream in;
    private final byte[] buffer = new byte[SIZE];
    private int position;
    private int limit;

    private int marked;
    private long number;
    private boolean isNumbered;

    Octets(InputStream in) {
        this.in = in;
    }

    /** Whether something was read that was not asked for yet. */
    boolean hasMore() {
        return position < limit;
    }

    /** Without its end; empty at the end of the stream. */
    String line() throws IOException {
        StringBuilder line = new StringBuilder();
        while (position < limit || fill()) {
            int octet = buffer[position++];
            if (octet == '\n') {
                return line.toString();
            }
            if (octet != '\r') {
                line.append((char) (octet & 0xFF));
            }
        }
        return "";
    }

    /** Up to the dot; the number of the message, or -1. */
    long skipMessage() throws IOException {
        begin();
        int matched = 2; // an empty message ends at once
        while (true) {
            byte octet = next();
            number(octet);
            matched = octet == END[matched] ? matched + 1 : octet == '\r' ? 1 : 0;
            if (matched == END.length) {
                return isNumbered ? number : -1;
            }
        }
    }

    /** So many octets; the number of the message that begins there, or -1. */
    long skip(long count) throws IOException {
        begin();
        for (long i = 0; i < count; i++) {
            number(next());
        }
        return isNumbered ? number : -1;
    }

    private byte next() throws IOException {
        if (position == limit && !fill()) {
            throw new EOFException("the client left within a message");
        }
        return buffer[position++];
    }

    private void begin() {
        marked = 0;
        number = 0;
        isNumbered = false;
    }

    private void number(byte octet) {
        if (isNumbered) {
            return;
        }
        if (marked == MARKING.length) {
            if (octet >= '0' && octet <= '9') {
                number = number * 10 + octet - '0';
            } else {
                isNumbered = true;
            }
        } else {
            marked = octet == MARKING[marked] ? marked + 1 : octet == MARKING[0] ? 1 : 0;
        }
    }

    private boolean fill() throws IOException {
        int count = in.read(buffer);
        position = 0;
        limit = Math.max(count, 0);
        return count > 0;
    }
}
