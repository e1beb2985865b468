package org.siegel.content.mime;

import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.io.MaxHeaderLengthLimitException;
import org.apache.james.mime4j.stream.DefaultFieldBuilder;
import org.apache.james.mime4j.stream.FieldBuilder;
import org.apache.james.mime4j.stream.RawField;
import org.apache.james.mime4j.util.ByteArrayBuffer;
import org.apache.james.mime4j.util.RecycledByteArrayBuffer;
import org.jspecify.annotations.Nullable;

/** Builds header fields, and notices lines of a header that are no field: the parser goes on without them. */
final class WatchedFields implements FieldBuilder {

    private final DefaultFieldBuilder fields;
    private boolean lost;

    WatchedFields(int longest) {
        this.fields = new DefaultFieldBuilder(longest);
    }

    boolean hasLostLines() {
        return lost;
    }

    @Override
    public void reset() {
        fields.reset();
    }

    @Override
    public void append(ByteArrayBuffer line) throws MaxHeaderLengthLimitException {
        fields.append(line);
    }

    @Override
    public @Nullable RawField build() throws MimeException {
        if (fields.getRaw().isEmpty()) {
            return null; // a header without any field
        }
        try {
            return fields.build();
        } catch (MimeException e) {
            lost = true;
            throw e;
        }
    }

    @Override
    public RecycledByteArrayBuffer getRaw() {
        return fields.getRaw();
    }

    @Override
    public void release() {
        fields.release();
    }
}
