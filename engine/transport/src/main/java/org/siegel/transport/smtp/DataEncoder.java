package org.siegel.transport.smtp;

/**
 * Turns a message into what follows DATA or BDAT: every CRLF, bare LF and bare CR becomes CRLF, and after DATA a dot at the
 * beginning of a line is doubled (RFC 5321 §4.5.2). As nothing but CRLF ever leaves us, no server can be brought to see an end of
 * the message, and a smuggled second one, where we see none (RFC 5321 §2.3.8).
 */
final class DataEncoder {

    /** How many octets one octet of the message can become. */
    static final int GROWTH = 2;

    /** Room that {@link #finish} needs. */
    static final int ENDING = 5;

    private final boolean isDotted;
    private boolean atLineStart = true;
    private boolean afterCr;
    private long dots;
    private long written;

    /** @param isDotted for DATA, where a lone dot ends the message; BDAT tells the length instead */
    DataEncoder(boolean isDotted) {
        this.isDotted = isDotted;
    }

    /**
     * Encodes the next piece.
     *
     * @param to with room for {@code GROWTH * count} octets from {@code position}
     * @return the position after the last octet written
     */
    int encode(byte[] from, int count, byte[] to, int position) {
        int end = position;
        for (int i = 0; i < count; i++) {
            byte octet = from[i];
            if (octet == '\n' || octet == '\r') {
                if (octet == '\r' || !afterCr) {
                    end = lineEnd(to, end);
                }
                afterCr = octet == '\r';
            } else {
                if (octet == '.' && atLineStart && isDotted) {
                    to[end++] = '.';
                    dots++;
                }
                to[end++] = octet;
                atLineStart = false;
                afterCr = false;
            }
        }
        written += end - position;
        return end;
    }

    /** Ends the last line if it is open, and after DATA the message. */
    int finish(byte[] to, int position) {
        int end = atLineStart ? position : lineEnd(to, position);
        written += end - position;
        if (!isDotted) {
            return end;
        }
        to[end++] = '.';
        return lineEnd(to, end);
    }

    /** The octets of the message so far, as RFC 1870 counts them: {@link MessageFacts#octets()} after the end. */
    long messageOctets() {
        return written - dots;
    }

    private int lineEnd(byte[] to, int position) {
        to[position] = '\r';
        to[position + 1] = '\n';
        atLineStart = true;
        return position + 2;
    }
}
