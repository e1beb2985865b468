package org.siegel.worker;

import java.io.IOException;
import java.io.InputStream;
import org.siegel.content.wire.FrameWriter;
import org.siegel.content.wire.Request;

/** What is sent back for one document, as far as the request allows it. Libraries may swallow what it throws; it remembers. */
final class Output {

    private final FrameWriter frames;
    private long characters;
    private long bytes;
    private int entries;
    private boolean enough;
    private boolean inRun;
    private boolean hasText;
    private boolean hasPictures;

    Output(FrameWriter frames, Request request) {
        this.frames = frames;
        this.characters = request.characters();
        this.bytes = request.bytes();
        this.entries = request.entries();
    }

    /** Whether something was left out. */
    boolean isEnough() {
        return enough;
    }

    /** Whether any letter was sent. */
    boolean hasText() {
        return hasText;
    }

    boolean hasPictures() {
        return hasPictures;
    }

    /** Takes note of a picture that is part of the document's looks. */
    void picture() {
        hasPictures = true;
    }

    /** Text that comes now does not go on from what came before. */
    void newRun() {
        inRun = false;
    }

    void text(String text) throws IOException {
        text(text.toCharArray(), 0, text.length());
    }

    void text(char[] chars, int from, int length) throws IOException {
        spend(2L * length);
        characters -= length;
        requireMore(characters);
        if (!inRun) {
            frames.run();
            inRun = true;
        }
        frames.text(chars, from, length);
        for (int i = from; !hasText && i < from + length; i++) {
            hasText = chars[i] > ' ';
        }
    }

    void property(String name, String value) throws IOException {
        spend(2L * (name.length() + value.length()));
        frames.property(name, value);
    }

    /** Sends a file inside; {@code content} is not closed. */
    void entry(String name, InputStream content) throws IOException {
        entries--;
        requireMore(entries);
        frames.entry(name);
        try {
            byte[] piece = new byte[32 * 1024];
            for (int n = content.read(piece); n >= 0; n = content.read(piece)) {
                spend(n);
                frames.bytes(piece, 0, n);
            }
        } finally {
            frames.entryEnd();
        }
    }

    private void spend(long count) throws EnoughException {
        bytes -= count;
        requireMore(bytes);
    }

    private void requireMore(long left) throws EnoughException {
        if (left < 0) {
            enough = true;
            throw new EnoughException();
        }
    }
}
