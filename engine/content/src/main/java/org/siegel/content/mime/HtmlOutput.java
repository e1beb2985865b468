package org.siegel.content.mime;

import org.siegel.content.part.TextSink;

/** Where {@link HtmlText} writes: the line of the text with blanks folded, and what stands aside from it. */
final class HtmlOutput {

    private static final int MOST_ASIDE = 32 * 1024;
    private static final int CHUNK = 8 * 1024;

    private final TextSink sink;
    private final char[] chunk = new char[CHUNK];
    private final StringBuilder aside = new StringBuilder();
    private int size;
    /** What separates the next character from the last: nothing (0), a blank, a tab between cells or a line break. */
    private char separator;

    HtmlOutput(TextSink sink) {
        this.sink = sink;
    }

    void visible(char c) {
        if (c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f') {
            separate(' ');
            return;
        }
        if (separator != 0) {
            if (separator == '\n') {
                flushAside();
            }
            put(separator);
            separator = 0;
        }
        put(c);
    }

    void separate(char stronger) {
        if (rank(stronger) > rank(separator)) {
            separator = stronger;
        }
    }

    void aside(char c) {
        aside.append(c);
        if (aside.length() >= MOST_ASIDE) {
            flushAside();
        }
    }

    void end() {
        flushAside();
        sink.accept(chunk, 0, size);
        size = 0;
        sink.end();
    }

    private void flushAside() {
        if (!aside.isEmpty()) {
            put('\n');
            for (int i = 0; i < aside.length(); i++) {
                put(aside.charAt(i));
            }
            put('\n');
            aside.setLength(0);
        }
    }

    private void put(char c) {
        if (size == CHUNK) {
            sink.accept(chunk, 0, size);
            size = 0;
        }
        chunk[size++] = c;
    }

    private static int rank(char separator) {
        return switch (separator) {
            case '\n' -> 3;
            case '\t' -> 2;
            case ' ' -> 1;
            default -> 0;
        };
    }
}
