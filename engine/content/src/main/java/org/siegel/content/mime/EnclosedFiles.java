package org.siegel.content.mime;

import java.io.IOException;
import java.io.Reader;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.siegel.content.mime.EnclosedFile.Encoding;

/**
 * The files that stand encoded within a text, one after the other: properties of calendars and cards in base64 (RFC 5545
 * §3.1.3, §3.8.1.1) and {@code data:} URLs wherever they are; of cards of version 2.1 also values in quoted-printable, which
 * hide text. Reads the text once and holds none of it.
 */
final class EnclosedFiles {

    private static final String SCHEME = "data:";
    private static final String OF_MEDIA_TYPES = "/+.;=_-*!#$&^~%\\";
    private static final int LONGEST_MEDIA_TYPE = 1000;

    private final UnfoldedText text;
    private final boolean lines;
    private final ContentLineHead head = new ContentLineHead();
    private boolean inHead;
    private boolean cut;
    private int matched;
    private int opening;
    private @Nullable EnclosedContent open;

    /** @param lines whether this is a calendar or a card */
    EnclosedFiles(Reader text, boolean lines) {
        this.text = new UnfoldedText(text, lines);
        this.lines = lines;
        this.inHead = lines;
    }

    /** Whether something was so long that no file was looked for in it. */
    boolean isCut() {
        return cut;
    }

    /** The next one; what was not read of the one before is passed over. */
    Optional<EnclosedFile> next() throws IOException {
        int c = open == null ? text.read() : open.charBehind();
        int before = '\n';
        matched = 0;
        while (c >= 0) {
            Optional<EnclosedFile> value = lines ? property(c) : Optional.empty();
            if (value.isPresent()) {
                return value;
            }
            if (isSchemeEndedBy(c, before)) {
                StringBuilder mediaType = new StringBuilder();
                c = afterMediaType(mediaType);
                if (c == ',' && isMediaType(mediaType)) {
                    return Optional.of(url(mediaType.toString()));
                }
                before = ':';
            } else {
                before = c;
                c = text.read();
            }
        }
        return Optional.empty();
    }

    /** The value of a property, where {@code c} is the colon before it. */
    private Optional<EnclosedFile> property(int c) {
        if (c == '\n') {
            inHead = true;
            head.clear();
        } else if (inHead && head.isEndedBy(c)) {
            inHead = false;
            cut |= head.isCut();
            return head.encoding()
                    .map(encoding -> new EnclosedFile(
                            head.mediaType(),
                            head.fileName(),
                            encoding,
                            opened(EnclosedContent.ofProperty(text, encoding == Encoding.QUOTED_PRINTABLE))));
        }
        return Optional.empty();
    }

    private boolean isSchemeEndedBy(int c, int before) {
        int small = c >= 'A' && c <= 'Z' ? c + 'a' - 'A' : c;
        if (matched > 0 && small == SCHEME.charAt(matched)) {
            matched++;
        } else if (small == SCHEME.charAt(0) && !Character.isLetterOrDigit(before)) {
            matched = 1;
            opening = before;
        } else {
            matched = 0;
        }
        if (matched < SCHEME.length()) {
            return false;
        }
        matched = 0;
        return true;
    }

    /** Returns the first character that does not belong to the type. */
    private int afterMediaType(StringBuilder mediaType) throws IOException {
        int c = text.read();
        while (mediaType.length() < LONGEST_MEDIA_TYPE
                && (Character.isLetterOrDigit(c) || (c >= 0 && OF_MEDIA_TYPES.indexOf(c) >= 0))) {
            if (c != '\\') {
                mediaType.append((char) c);
            }
            if (inHead) {
                head.isEndedBy(c);
            }
            c = text.read();
        }
        return c;
    }

    /** Words such as "data:this,that" are none. */
    private static boolean isMediaType(StringBuilder text) {
        return text.isEmpty() || text.charAt(0) == ';' || text.indexOf("/") > 0;
    }

    private EnclosedFile url(String declared) {
        String small = declared.toLowerCase(Locale.ROOT);
        boolean base64 = small.endsWith(";base64");
        String mediaType = base64 ? declared.substring(0, declared.length() - ";base64".length()) : declared;
        return new EnclosedFile(
                mediaType,
                "",
                base64 ? Encoding.BASE64 : Encoding.NONE,
                opened(EnclosedContent.ofUrl(text, opening, lines, base64)));
    }

    private EnclosedContent opened(EnclosedContent content) {
        open = content;
        return content;
    }
}
