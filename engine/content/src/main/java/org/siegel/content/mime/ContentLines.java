package org.siegel.content.mime;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import org.siegel.content.part.TextSink;

/**
 * Passes on a calendar or a card twice, piece by piece: as it is written, and as it is meant, with its folded lines joined
 * (RFC 5545 §3.1; cards have the same rules) and its escapes resolved (RFC 5545 §3.3.11). Both, because not everything
 * that calls itself so was folded by the rules, and joining would then glue a number to the word before it.
 */
final class ContentLines implements TextSink {

    /** So much is held at a time. */
    static final int PIECE = 64 * 1024;

    /** So much of one piece comes again with the next, so that nothing is missed that lies across both. */
    static final int OVERLAP = 2 * 1024;

    private static final Set<String> TYPES = Set.of(
            "text/calendar",
            "text/x-vcalendar",
            "application/ics",
            "text/vcard",
            "text/x-vcard",
            "application/vcard",
            "text/directory");

    private final TextSink sink;
    private final char[] piece = new char[PIECE];
    private int length;
    private int seen;

    ContentLines(TextSink sink) {
        this.sink = sink;
    }

    /** By what the message says, or by the first bytes, in UTF-16 too. */
    static boolean are(String type, byte[] head) {
        if (TYPES.contains(type)) {
            return true;
        }
        String start =
                new String(head, StandardCharsets.ISO_8859_1).replace("\0", "").toUpperCase(Locale.ROOT);
        return start.contains("BEGIN:VCALENDAR") || start.contains("BEGIN:VCARD");
    }

    @Override
    public void accept(char[] chars, int from, int to) {
        int next = from;
        while (next < to) {
            int n = Math.min(to - next, PIECE - length);
            System.arraycopy(chars, next, piece, length, n);
            length += n;
            next += n;
            if (length == PIECE) {
                pass();
                System.arraycopy(piece, PIECE - OVERLAP, piece, 0, OVERLAP);
                length = OVERLAP;
                seen = OVERLAP;
            }
        }
    }

    @Override
    public void end() {
        if (length > seen) {
            pass();
        }
        sink.end();
    }

    private void pass() {
        if (seen > 0) {
            sink.accept(new char[] {'\n'}, 0, 1);
        }
        sink.accept(piece, 0, length);
        char[] meant = new char[length + 1];
        int end = meant(piece, length, meant);
        if (end > 0) {
            sink.accept(meant, 0, end);
        }
    }

    /** Writes a line break and what is meant; returns its end, or 0 if it is just what is written. */
    private static int meant(char[] written, int length, char[] meant) {
        int end = 0;
        meant[end++] = '\n';
        int i = 0;
        while (i < length) {
            char c = written[i];
            if (c == '\r' || c == '\n') {
                int after = afterBreaks(written, i, length);
                if (after < length && (written[after] == ' ' || written[after] == '\t')) {
                    i = after + 1;
                } else {
                    System.arraycopy(written, i, meant, end, after - i);
                    end += after - i;
                    i = after;
                }
            } else if (c == '\\' && i + 1 < length && "nN,;:\\".indexOf(written[i + 1]) >= 0) {
                char escaped = written[i + 1];
                meant[end++] = escaped == 'n' || escaped == 'N' ? '\n' : escaped;
                i += 2;
            } else {
                meant[end++] = c;
                i++;
            }
        }
        return end == length + 1 ? 0 : end;
    }

    /** Some programs write more than one CR; what they mean is one end of a line. */
    private static int afterBreaks(char[] written, int from, int length) {
        int i = from;
        while (i < length && (written[i] == '\r' || written[i] == '\n')) {
            i++;
        }
        return i;
    }
}
