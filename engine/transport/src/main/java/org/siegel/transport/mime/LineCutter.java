package org.siegel.transport.mime;

import java.io.IOException;

/** Cuts a stream into lines, and long lines into pieces. Takes CRLF, LF and CR each for a line end, as the SMTP client does. */
final class LineCutter {

    /** Longer than any delimiter. */
    static final int PIECE = 4096;

    private static final byte[] CRLF = {'\r', '\n'};
    private static final byte[] LF = {'\n'};
    private static final byte[] CR = {'\r'};

    /** Gets the pieces. The octets are valid during the call only. */
    interface Pieces {

        /**
         * A piece of a line.
         *
         * @param isBegin whether the line begins with it
         * @param end     the line end that follows; empty if the line goes on or the stream ends
         */
        void piece(byte[] octets, int count, boolean isBegin, byte[] end) throws IOException;
    }

    private static final byte[] NONE = {};

    private final Pieces pieces;
    private final byte[] piece = new byte[PIECE];
    private int count;
    private boolean isBegin = true;
    private boolean afterCr;

    LineCutter(Pieces pieces) {
        this.pieces = pieces;
    }

    void feed(byte[] octets, int length) throws IOException {
        for (int i = 0; i < length; i++) {
            byte octet = octets[i];
            if (afterCr) {
                afterCr = false;
                if (octet == '\n') {
                    flush(CRLF);
                    continue;
                }
                flush(CR);
            }
            if (octet == '\r') {
                afterCr = true;
            } else if (octet == '\n') {
                flush(LF);
            } else {
                if (count == PIECE) {
                    flush(NONE);
                }
                piece[count++] = octet;
            }
        }
    }

    void finish() throws IOException {
        if (afterCr) {
            afterCr = false;
            flush(CR);
        } else if (count > 0) {
            flush(NONE);
        }
    }

    private void flush(byte[] end) throws IOException {
        pieces.piece(piece, count, isBegin, end);
        isBegin = end.length > 0;
        count = 0;
    }
}
