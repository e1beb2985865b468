package org.siegel.content.worker;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.siegel.content.part.Content;
import org.siegel.policy.PartState;

/** What became of one document, with the files that were in it. Closing it removes them. */
public final class ReadDocument implements Closeable {

    private final PartState state;
    private final List<ReplyStream.Entry> entries;
    private final Content bytes;

    ReadDocument(PartState state, List<ReplyStream.Entry> entries, Content bytes) {
        this.state = state;
        this.entries = List.copyOf(entries);
        this.bytes = bytes;
    }

    public PartState state() {
        return state;
    }

    public int size() {
        return entries.size();
    }

    /** As the document says it; empty if it does not. */
    public String name(int index) {
        return entries.get(index).name();
    }

    public InputStream open(int index) {
        return bytes.open(entries.get(index).from(), entries.get(index).to());
    }

    @Override
    public void close() throws IOException {
        bytes.close();
    }
}
