package org.siegel.content.mime;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.SequenceInputStream;
import org.siegel.content.part.TextSink;
import org.siegel.content.part.TimeLimit;
import org.siegel.policy.PartState;

/** Hands the text of parts to the visitor, within the limits on characters. */
final class PartText {

    private final WalkLimits limits;
    private final TimeLimit time;
    private final MessageVisitor visitor;
    private final char[] chunk = new char[4 * 1024];
    private long characters;

    PartText(WalkLimits limits, TimeLimit time, MessageVisitor visitor) {
        this.limits = limits;
        this.time = time;
        this.visitor = visitor;
    }

    /** The text of one attachment, which comes in several runs. */
    LimitedText limited(String place) {
        return new LimitedText(
                () -> visitor.text(place),
                limits.charactersPerPart(),
                () -> time.isUp() ? 0 : limits.characters() - characters,
                taken -> {
                    characters += taken;
                    time.isUpAfter(taken);
                });
    }

    /** Text that is in memory anyway, such as a subject. */
    void whole(String text, String place) {
        TextSink sink = visitor.text(place);
        char[] chars = text.toCharArray();
        sink.accept(chars, 0, chars.length);
        sink.end();
        characters += chars.length;
    }

    /** Text between and around parts, which no header describes; {@code LIMIT} if it was cut. */
    PartState scan(InputStream in, String place) throws IOException {
        int first = in.read();
        if (first < 0) {
            return PartState.SCANNED;
        }
        InputStream all = new SequenceInputStream(new ByteArrayInputStream(new byte[] {(byte) first}), in);
        return read(new LenientUtf8Reader(all), visitor.text(place)).isCut() ? PartState.LIMIT : PartState.SCANNED;
    }

    /**
     * All of a text or HTML part.
     *
     * @param lines whether it is a calendar or a card
     */
    PartState scan(Part part, PartKind kind, boolean lines, BufferedInputStream content) throws IOException {
        boolean html = kind == PartKind.HTML;
        TextSink sink = visitor.text(part.place());
        Reader reader = Charsets.reader(content, part.charset(), html);
        WatchedText watched = read(reader, html ? new HtmlText(sink) : lines ? new ContentLines(sink) : sink);
        return stateOf(part, watched);
    }

    private static PartState stateOf(Part part, WatchedText watched) {
        if (watched.isArmoured()) {
            return PartState.ENCRYPTED_E2E;
        }
        if (watched.isCut()) {
            return PartState.LIMIT;
        }
        if (part.hasBrokenEncoding()) {
            return PartState.ERROR;
        }
        return watched.isBinary() || Charsets.isUnreadable(part.charset()) ? PartState.UNSUPPORTED : PartState.SCANNED;
    }

    private WatchedText read(Reader reader, TextSink sink) throws IOException {
        long limit = Math.max(0, Math.min(limits.charactersPerPart(), limits.characters() - characters));
        WatchedText watched = new WatchedText(sink, limit);
        try {
            int n = reader.read(chunk, 0, chunk.length);
            while (n >= 0 && watched.accept(chunk, time.isUpAfter(n), n)) {
                n = reader.read(chunk, 0, chunk.length);
            }
        } finally {
            watched.end();
            characters += watched.characters();
        }
        return watched;
    }
}
