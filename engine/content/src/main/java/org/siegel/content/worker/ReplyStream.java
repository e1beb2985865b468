package org.siegel.content.worker;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.siegel.content.part.Budget;
import org.siegel.content.part.TextSink;
import org.siegel.content.wire.FrameKind;
import org.siegel.content.wire.FrameReader;
import org.siegel.policy.PartState;

/**
 * What a worker sends back for one document. Read as a stream it gives the bytes of all files inside, one after the other; on the
 * way it hands on the text, and notes where each file begins.
 */
final class ReplyStream extends InputStream {

    /** Kind and length of a frame: without them, empty frames would cost nothing. */
    private static final int HEAD = 5;

    private final FrameReader frames;
    private final Budget budget;
    private final WorkerVisitor visitor;
    private final char[] chars = new char[FrameKind.LONGEST / 2];
    private final List<Entry> entries = new ArrayList<>();

    private @Nullable TextSink run;
    private @Nullable String entry;
    private @Nullable PartState end;
    private @Nullable IOException failure;
    private boolean heard;
    private long start;
    private long position;
    private int at;
    private int left;

    /** One file inside, as a range of this stream. */
    record Entry(String name, long from, long to) {}

    ReplyStream(FrameReader frames, Budget budget, WorkerVisitor visitor) {
        this.frames = frames;
        this.budget = budget;
        this.visitor = visitor;
    }

    List<Entry> entries() {
        return entries;
    }

    /** Whether anything came at all. */
    boolean isHeard() {
        return heard;
    }

    /** How the worker says that it ended; nothing if it did not say. */
    @Nullable
    PartState end() {
        return end;
    }

    /** Why the reply ends before its end; nothing if it does not. */
    @Nullable
    IOException failure() {
        return failure;
    }

    /** Whatever happens, each run of text that began has an end. */
    void endRun() {
        if (run != null) {
            run.end();
            run = null;
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int count) throws IOException {
        if (count == 0) {
            return 0;
        }
        if (!hasBytes()) {
            return -1;
        }
        int n = frames.copy(at, target, offset, Math.min(count, left));
        at += n;
        left -= n;
        position += n;
        return n;
    }

    /** A reply that breaks off ends there: what came before counts. */
    private boolean hasBytes() {
        try {
            while (left == 0 && end == null && failure == null) {
                take(frames.next());
            }
        } catch (IOException e) {
            failure = e;
        }
        return left > 0;
    }

    private void take(FrameKind kind) throws IOException {
        heard = true;
        budget.unpack(HEAD + frames.length());
        switch (kind) {
            case READY -> throw new IOException("The worker says twice that it is ready");
            case RUN -> {
                endRun();
                run = visitor.text();
            }
            case TEXT -> sink().accept(chars, 0, frames.characters(chars));
            case PROPERTY -> {
                String[] property = frames.strings(2);
                visitor.property(property[0], property[1]);
            }
            case ENTRY -> {
                requireEntry(false);
                budget.enter(1);
                entry = frames.strings(1)[0];
                start = position;
            }
            case BYTES -> {
                requireEntry(true);
                at = 0;
                left = frames.length();
            }
            case ENTRY_END -> {
                requireEntry(true);
                entries.add(new Entry(String.valueOf(entry), start, position));
                entry = null;
            }
            case END -> {
                requireEntry(false);
                end = state(frames.word());
            }
        }
    }

    private TextSink sink() throws IOException {
        if (run == null) {
            throw new IOException("The worker sent text outside of a run");
        }
        return run;
    }

    private void requireEntry(boolean open) throws IOException {
        if (open == (entry == null)) {
            throw new IOException("The worker mixes up the files inside");
        }
    }

    private static PartState state(String word) throws IOException {
        for (PartState state : PartState.values()) {
            if (state.name().equals(word)) {
                return state;
            }
        }
        throw new IOException("The worker ends in no known state");
    }
}
