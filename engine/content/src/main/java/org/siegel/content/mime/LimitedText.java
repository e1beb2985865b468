package org.siegel.content.mime;

import java.util.function.IntConsumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.siegel.content.part.TextSink;

/** The text of one attachment, in one run after the other, cut at the limits. */
final class LimitedText {

    private final Supplier<TextSink> runs;
    private final LongSupplier leftOfMessage;
    private final IntConsumer taken;
    private long left;
    private boolean cut;

    LimitedText(Supplier<TextSink> runs, long limit, LongSupplier leftOfMessage, IntConsumer taken) {
        this.runs = runs;
        this.left = limit;
        this.leftOfMessage = leftOfMessage;
        this.taken = taken;
    }

    boolean isCut() {
        return cut;
    }

    TextSink next() {
        TextSink run = runs.get();
        return new TextSink() {
            @Override
            public void accept(char[] chars, int from, int to) {
                int length = (int) Math.clamp(Math.min(left, leftOfMessage.getAsLong()), 0L, (long) to - from);
                cut |= length < to - from;
                left -= length;
                taken.accept(length);
                run.accept(chars, from, from + length);
            }

            @Override
            public void end() {
                run.end();
            }
        };
    }
}
