package org.siegel.transport.mime;

import java.io.ByteArrayOutputStream;

/** Encodes text line by line (RFC 2045 §6.7). */
final class QuotedPrintable implements BodyEncoder {

    private static final int LONGEST = 76;
    private static final byte[] DIGITS = {'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F'
    };

    private final ByteArrayOutputStream out;
    private int column;
    /** A blank that would be lost at the end of a line; 0 if there is none. */
    private byte blank;

    QuotedPrintable(ByteArrayOutputStream out) {
        this.out = out;
    }

    /** But for blanks, of which it depends on where they stand. */
    static boolean isEscaped(byte octet) {
        return octet == '=' || octet > '~' || (octet < ' ' && octet != '\t');
    }

    @Override
    public void text(byte[] octets, int count) {
        for (int i = 0; i < count; i++) {
            giveBlank(false);
            if (octets[i] == ' ' || octets[i] == '\t') {
                blank = octets[i];
            } else {
                put(octets[i], isEscaped(octets[i]));
            }
        }
    }

    @Override
    public void lineEnd(byte[] end) {
        giveBlank(true);
        out.write('\r');
        out.write('\n');
        column = 0;
    }

    @Override
    public void finish() {
        giveBlank(true);
    }

    private void giveBlank(boolean isLast) {
        if (blank != 0) {
            put(blank, isLast);
            blank = 0;
        }
    }

    private void put(byte octet, boolean escaped) {
        int width = escaped ? 3 : 1;
        if (column + width >= LONGEST) {
            out.write('=');
            out.write('\r');
            out.write('\n');
            column = 0;
        }
        if (escaped) {
            out.write('=');
            out.write(DIGITS[octet >> 4 & 0xF]);
            out.write(DIGITS[octet & 0xF]);
        } else {
            out.write(octet);
        }
        column += width;
    }
}
