package org.siegel.worker;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/**
 * Where the body of an RTF document begins. The parser takes all for header, and leaves it out, that comes before one of the
 * control words that it takes for the body's first; a document need not have any, so one is put there.
 */
final class RtfBody {

    /** What stands in a header (Rich Text Format 1.9.1, "Header"), and groups that are told apart by a star. */
    private static final Set<String> HEADER = Set.of(
            "*",
            "fonttbl",
            "filetbl",
            "colortbl",
            "stylesheet",
            "listtable",
            "listoverridetable",
            "revtbl",
            "rsidtbl",
            "mmathPr",
            "info",
            "upr",
            "generator",
            "xmlnstbl",
            "themedata",
            "colorschememapping",
            "datastore",
            "latentstyles",
            "pgptbl",
            "userprops",
            "protusertbl",
            "docvar");

    private static final byte[] FIRST_WORD = "\\plain ".getBytes(StandardCharsets.US_ASCII);

    private final byte[] document;

    RtfBody(byte[] document) {
        this.document = document;
    }

    InputStream withFirstWord() {
        int body = start();
        return new SequenceInputStream(Collections.enumeration(List.of(
                new ByteArrayInputStream(document, 0, body),
                new ByteArrayInputStream(FIRST_WORD),
                new ByteArrayInputStream(document, body, document.length - body))));
    }

    /** Whether its outermost group has an end; the parser does not mind if not. */
    boolean isClosed() {
        return endOfGroup(0) >= 0;
    }

    /** The first byte that is neither a control word of the outermost group nor a group that belongs to the header. */
    private int start() {
        int at = 1;
        while (at < document.length) {
            switch (document[at]) {
                case '\r', '\n' -> at++;
                case '\\' -> {
                    String word = word(at + 1);
                    if (word.isEmpty()) {
                        return at;
                    }
                    at = afterWord(at + 1);
                }
                case '{' -> {
                    if (!isHeader(at)) {
                        return at;
                    }
                    at = afterGroup(at);
                }
                default -> {
                    return at;
                }
            }
        }
        return document.length;
    }

    private boolean isHeader(int brace) {
        int at = brace + 1;
        while (at < document.length && (document[at] == '\r' || document[at] == '\n' || document[at] == ' ')) {
            at++;
        }
        if (at >= document.length || document[at] != '\\') {
            return false;
        }
        boolean starred = at + 1 < document.length && document[at + 1] == '*';
        return HEADER.contains(starred ? "*" : word(at + 1));
    }

    private String word(int from) {
        int to = from;
        while (to < document.length && isLetter(document[to])) {
            to++;
        }
        return new String(document, from, to - from, StandardCharsets.US_ASCII);
    }

    /** A control word has letters, then maybe a number, then maybe a blank that is part of it. */
    private int afterWord(int from) {
        int at = from + word(from).length();
        while (at < document.length && (document[at] == '-' || (document[at] >= '0' && document[at] <= '9'))) {
            at++;
        }
        return at < document.length && document[at] == ' ' ? at + 1 : at;
    }

    private int afterGroup(int brace) {
        int end = endOfGroup(brace);
        return end < 0 ? document.length : end;
    }

    /** What follows the group; below 0 if it does not end. */
    private int endOfGroup(int brace) {
        int depth = 0;
        int at = brace;
        while (at < document.length) {
            switch (document[at]) {
                case '\\' -> at = afterControl(at + 1);
                case '{' -> {
                    depth++;
                    at++;
                }
                case '}' -> {
                    depth--;
                    at++;
                    if (depth == 0) {
                        return at;
                    }
                }
                default -> at++;
            }
        }
        return -1;
    }

    /** A word, with the bytes that belong to it if they are not text, or one character. */
    private int afterControl(int from) {
        String word = word(from);
        if (word.isEmpty()) {
            return from + 1;
        }
        int after = afterWord(from);
        return word.equals("bin") ? (int) Math.min(document.length, after + length(from + word.length())) : after;
    }

    private long length(int from) {
        long length = 0;
        for (int at = from; at < document.length && document[at] >= '0' && document[at] <= '9'; at++) {
            length = Math.min(Integer.MAX_VALUE, 10 * length + document[at] - '0');
        }
        return length;
    }

    private static boolean isLetter(byte octet) {
        return (octet >= 'a' && octet <= 'z') || (octet >= 'A' && octet <= 'Z');
    }
}
