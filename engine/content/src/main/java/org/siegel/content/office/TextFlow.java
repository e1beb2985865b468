package org.siegel.content.office;

import java.util.ArrayDeque;
import java.util.Deque;
import org.siegel.content.part.TextSink;

/**
 * Puts pieces of text into the order in which they are read: what is split over many runs stays together, what stands beside
 * a paragraph (a text box, a comment, a deleted word) comes behind it, and the cells of a table carry their column's heading.
 */
final class TextFlow {

    /** A paragraph that is longer is handed on in pieces. */
    private static final int LONGEST_LINE = 64 * 1024;

    private final TextSink sink;
    private final Deque<StringBuilder> outer = new ArrayDeque<>();
    private final Deque<TableText> tables = new ArrayDeque<>();
    private final StringBuilder behind = new StringBuilder();
    private StringBuilder line = new StringBuilder();
    private boolean text;

    TextFlow(TextSink sink) {
        this.sink = sink;
    }

    boolean hasText() {
        return text;
    }

    void append(char[] chars, int from, int length) {
        line.append(chars, from, length);
        keepShort();
    }

    void append(CharSequence chars) {
        line.append(chars);
        keepShort();
    }

    private void keepShort() {
        if (outer.isEmpty() && line.length() > LONGEST_LINE) {
            handOn(line);
        }
    }

    void endParagraph() {
        if (!line.isEmpty() && line.charAt(line.length() - 1) != '\n') {
            line.append('\n');
        }
        if (outer.isEmpty()) {
            handOn(line);
            handOn(behind);
        }
    }

    /** What follows until {@link #endAside} does not belong between the words around it. */
    void startAside() {
        outer.push(line);
        line = new StringBuilder();
    }

    void endAside() {
        if (outer.isEmpty()) {
            return; // the document closes what it did not open
        }
        behind.append(line).append('\n');
        line = outer.pop();
        if (behind.length() > LONGEST_LINE) {
            handOn(behind);
        }
    }

    void startTable() {
        tables.push(new TableText());
    }

    void endTable() {
        tables.poll();
        endParagraph();
    }

    /** @param column of the cell, or -1 for the next one */
    void startCell(int column) {
        if (!tables.isEmpty()) {
            tables.peek().column(column);
        }
        startAside();
    }

    void endCell(int spanned) {
        if (outer.isEmpty()) {
            return;
        }
        StringBuilder cell = line;
        line = outer.pop();
        if (tables.isEmpty()) {
            append(cell);
        } else {
            tables.peek().cell(cell, spanned, line);
            keepShort();
        }
        line.append('\t');
    }

    void endRow() {
        if (!tables.isEmpty()) {
            tables.peek().endRow();
        }
        endParagraph();
    }

    void end() {
        while (!outer.isEmpty()) {
            endAside();
        }
        endParagraph();
    }

    private void handOn(StringBuilder from) {
        int length = from.length();
        if (length == 0) {
            return;
        }
        char[] chars = new char[length];
        from.getChars(0, length, chars, 0);
        from.setLength(0);
        for (int i = 0; i < length && !text; i++) {
            text = chars[i] > ' ';
        }
        sink.accept(chars, 0, length);
    }
}
