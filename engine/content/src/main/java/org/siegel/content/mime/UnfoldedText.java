package org.siegel.content.mime;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;

/** Text character by character; that of calendars and cards with its folded lines joined (RFC 5545 §3.1). */
final class UnfoldedText {

    private static final int LINE_LOOKED_AT = 1000;

    private final BufferedReader in;
    private final boolean joins;

    UnfoldedText(Reader in, boolean joins) {
        this.in = new BufferedReader(in);
        this.joins = joins;
    }

    /** The next character, any end of a line as LF; -1 at the end. */
    int read() throws IOException {
        int c = in.read();
        while (joins && isBreak(c)) {
            while (isBreak(c)) {
                in.mark(1);
                c = in.read();
            }
            if (c != ' ' && c != '\t') {
                in.reset();
                return '\n';
            }
            c = in.read();
        }
        return c;
    }

    /** The next character as it is written. */
    int readWritten() throws IOException {
        return in.read();
    }

    /** Cards of version 2.1 break base64 without folding; whether the line that begins here can be nothing else. */
    boolean goesOnInBase64() throws IOException {
        in.mark(LINE_LOOKED_AT + 1);
        int seen = 0;
        int c = in.read();
        while (seen < LINE_LOOKED_AT && (isBase64(c) || c == ' ')) {
            seen++;
            c = in.read();
        }
        in.reset();
        return seen == LINE_LOOKED_AT || (seen > 0 && (c < 0 || isBreak(c)));
    }

    static boolean isBreak(int c) {
        return c == '\r' || c == '\n';
    }

    private static boolean isBase64(int c) {
        return (c >= 'A' && c <= 'Z')
                || (c >= 'a' && c <= 'z')
                || (c >= '0' && c <= '9')
                || c == '+'
                || c == '/'
                || c == '=';
    }
}
