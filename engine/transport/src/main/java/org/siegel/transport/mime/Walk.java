package org.siegel.transport.mime;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Walks through a message and shows its parts to a visitor. Knows no more of it than the line in hand and the nesting. */
final class Walk {

    private static final int MOST_ENTITIES = 10_000;
    private static final int DEEPEST = 100;
    private static final int LONGEST_FIELD = 64 * 1024;
    private static final byte[] NONE = {};

    private enum Place {
        HEADER,
        BODY,
        /** Before the first delimiter or behind the last. */
        BETWEEN
    }

    private final Visitor visitor;
    private final LineCutter lines = new LineCutter(this::piece);
    private Entity current = new Entity(0, null);
    private Place place = Place.HEADER;
    private int entities = 1;
    private int depth;
    private String field = "";
    private final StringBuilder value = new StringBuilder();
    private byte[] pendingEnd = NONE;

    Walk(Visitor visitor) {
        this.visitor = visitor;
    }

    void feed(byte[] octets, int count) throws IOException {
        lines.feed(octets, count);
    }

    void finish() throws IOException {
        lines.finish();
        if (place == Place.HEADER) {
            endHeader();
        }
        endBody(true);
    }

    private void piece(byte[] octets, int count, boolean isBegin, byte[] end) throws IOException {
        Entity outer = isBegin ? delimited(octets, count) : null;
        if (outer != null) {
            delimiter(outer, octets, count, end);
        } else {
            switch (place) {
                case HEADER -> header(octets, count, isBegin, end);
                case BODY -> body(octets, count, end);
                case BETWEEN -> visitor.between(current, octets, count, end);
            }
        }
    }

    // --- delimiters

    /** The multipart whose delimiter the line is; the innermost first (RFC 2046 §5.1.2). */
    private @Nullable Entity delimited(byte[] octets, int count) {
        if (count < 2 || octets[0] != '-' || octets[1] != '-') {
            return null;
        }
        String line = new String(octets, 0, count, StandardCharsets.ISO_8859_1).stripTrailing();
        for (Entity one = current; one != null; one = one.parent()) {
            if (isOpen(one) && (line.equals(delimiter(one)) || line.equals(delimiter(one) + "--"))) {
                return one;
            }
        }
        return null;
    }

    private static boolean isOpen(Entity entity) {
        return entity.kind() == Entity.Kind.MULTIPART && !entity.isClosed();
    }

    private static String delimiter(Entity multipart) {
        return "--" + multipart.header().boundary().orElseThrow();
    }

    private void delimiter(Entity outer, byte[] octets, int count, byte[] end) throws IOException {
        if (place == Place.HEADER) {
            endHeader();
        }
        endBody(false);
        visitor.between(outer, octets, count, end);
        String line = new String(octets, 0, count, StandardCharsets.ISO_8859_1).stripTrailing();
        current = outer;
        if (line.equals(delimiter(outer))) {
            begin(outer);
        } else {
            outer.close();
            place = Place.BETWEEN;
        }
    }

    private void begin(Entity outer) throws IOException {
        depth = 0;
        for (Entity one = outer; one != null; one = one.parent()) {
            depth++;
        }
        if (++entities > MOST_ENTITIES || depth > DEEPEST) {
            throw new TooIntricateException();
        }
        current = new Entity(entities - 1, outer);
        place = Place.HEADER;
    }

    // --- header

    private void header(byte[] octets, int count, boolean isBegin, byte[] end) throws IOException {
        if (isBegin && count == 0) {
            endHeader();
            visitor.between(current, octets, count, end);
            if (current.kind() == Entity.Kind.MESSAGE) {
                begin(current);
            }
            return;
        }
        if (isBegin && octets[0] != ' ' && octets[0] != '\t') {
            endField();
            field = name(octets, count);
            current.header().note(field);
        } else if (EntityHeader.isRead(field)) {
            append(octets, 0, count);
        }
        visitor.field(current, field, octets, count, end);
    }

    private String name(byte[] octets, int count) {
        for (int i = 0; i < count; i++) {
            if (octets[i] == ':') {
                String name = new String(octets, 0, i, StandardCharsets.ISO_8859_1)
                        .stripTrailing()
                        .toLowerCase(Locale.ROOT);
                if (EntityHeader.isRead(name)) {
                    append(octets, i + 1, count);
                }
                return name;
            }
        }
        current.header().spoil(true, "a line in the header of a part is no header field");
        return "";
    }

    private void append(byte[] octets, int from, int to) {
        if (value.length() + to - from > LONGEST_FIELD) {
            current.header().spoil(true, "a header field of a part is too long");
        } else {
            value.append(new String(octets, from, to - from, StandardCharsets.ISO_8859_1));
        }
    }

    private void endField() {
        if (EntityHeader.isRead(field)) {
            current.header().add(field, value.toString());
        }
        value.setLength(0);
        field = "";
    }

    private void endHeader() throws IOException {
        endField();
        current.endHeader();
        visitor.endHeader(current);
        place = current.kind() == Entity.Kind.LEAF ? Place.BODY : Place.BETWEEN;
    }

    // --- body

    private void body(byte[] octets, int count, byte[] end) throws IOException {
        giveEnd();
        visitor.body(current, octets, count);
        pendingEnd = end;
    }

    private void giveEnd() throws IOException {
        if (pendingEnd.length > 0) {
            visitor.lineEnd(current, pendingEnd);
            pendingEnd = NONE;
        }
    }

    /** The line end before a delimiter belongs to the delimiter (RFC 2046 §5.1.1). */
    private void endBody(boolean isEndOfMessage) throws IOException {
        if (place != Place.BODY) {
            return;
        }
        if (isEndOfMessage) {
            giveEnd();
        }
        visitor.endBody(current);
        visitor.between(current, NONE, 0, pendingEnd);
        pendingEnd = NONE;
    }
}
