package org.siegel.transport.smtp;

import java.io.IOException;
import java.io.InputStream;

/** Reads a message once to learn the facts about it. Takes CRLF, LF and CR each for a line end, as {@link DataEncoder} does. */
final class MessageScan {

    private static final int PIECE = 16 * 1024;

    private long octets;
    private boolean eightBit;
    private boolean eightBitHeader;
    private boolean nul;
    private long longestLine;

    private long line;
    private boolean inHeader = true;
    private boolean afterCr;

    static MessageFacts of(MessageSource source) throws IOException {
        var scan = new MessageScan();
        byte[] piece = new byte[PIECE];
        try (InputStream in = source.open()) {
            for (int count = in.read(piece); count >= 0; count = in.read(piece)) {
                scan.add(piece, count);
            }
        }
        return scan.facts();
    }

    private void add(byte[] piece, int count) {
        for (int i = 0; i < count; i++) {
            byte octet = piece[i];
            if (octet == '\n') {
                if (!afterCr) {
                    endLine();
                }
                afterCr = false;
            } else if (octet == '\r') {
                endLine();
                afterCr = true;
            } else {
                addToLine(octet);
                afterCr = false;
            }
        }
    }

    private void addToLine(byte octet) {
        line++;
        if (octet < 0) {
            eightBit = true;
            eightBitHeader |= inHeader;
        } else if (octet == 0) {
            nul = true;
        }
    }

    private void endLine() {
        inHeader &= line > 0;
        longestLine = Math.max(longestLine, line);
        octets += line + 2;
        line = 0;
    }

    private MessageFacts facts() {
        if (line > 0) {
            endLine();
        }
        return new MessageFacts(octets, eightBit, eightBitHeader, nul, longestLine);
    }
}
