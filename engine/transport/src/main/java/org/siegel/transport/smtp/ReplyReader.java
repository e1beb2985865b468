package org.siegel.transport.smtp;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads replies from a stream; takes no more than {@link #LONGEST_REPLY} octets for one of them, whatever is sent.
 *
 * <p>More is permitted than the 512 octets of RFC 5321 §4.5.3.1.5 and a line may end with LF alone, for servers exist
 * that do so and their mail must arrive; nothing else is forgiven.
 */
final class ReplyReader {

    static final int LONGEST_LINE = 4 * 1024;
    static final int LONGEST_REPLY = 64 * 1024;

    private static final int LINE_END = 2;

    private final InputStream in;
    private final byte[] buffer = new byte[2 * 1024];
    private int position;
    private int limit;

    ReplyReader(InputStream in) {
        this.in = in;
    }

    /** Whether octets have arrived that no reply was made of yet. Does not wait. */
    boolean hasUnread() throws IOException {
        return position < limit || in.available() > 0;
    }

    /**
     * Waits for one whole reply.
     *
     * @throws ReplyViolation if what arrives is no reply
     * @throws EOFException if the stream ends first
     */
    SmtpReply next() throws IOException {
        List<String> lines = new ArrayList<>();
        int left = LONGEST_REPLY;
        ReplyLine line;
        int code = 0;
        do {
            byte[] octets = nextLine(left);
            left -= octets.length + LINE_END;
            line = ReplyLine.parse(octets);
            if (!lines.isEmpty() && line.code() != code) {
                throw new ReplyViolation("mixed the codes " + code + " and " + line.code() + " in one reply");
            }
            code = line.code();
            lines.add(line.text());
        } while (!line.isLast());
        return SmtpReply.of(code, lines);
    }

    private byte[] nextLine(int left) throws IOException {
        var line = new ByteArrayOutputStream(128);
        for (int octet = read(); octet != '\n'; octet = read()) {
            if (line.size() >= left) {
                throw new ReplyViolation("sent a reply of more than " + LONGEST_REPLY + " octets");
            }
            if (line.size() >= LONGEST_LINE) {
                throw new ReplyViolation("sent a line of more than " + LONGEST_LINE + " octets");
            }
            line.write(octet);
        }
        byte[] octets = line.toByteArray();
        boolean endsWithCr = octets.length > 0 && octets[octets.length - 1] == '\r';
        return endsWithCr ? Arrays.copyOf(octets, octets.length - 1) : octets;
    }

    private int read() throws IOException {
        while (position == limit) {
            int count = in.read(buffer);
            if (count < 0) {
                throw new EOFException("The other side closed the connection");
            }
            position = 0;
            limit = count;
        }
        return buffer[position++] & 0xFF;
    }
}
