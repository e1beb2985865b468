package org.siegel.transport.mime;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The message, or a part of it, while it is walked through. */
final class Entity {

    /** What its body is made of. */
    enum Kind {
        LEAF,
        /** Parts between delimiters. */
        MULTIPART,
        /** One message (RFC 2046 §5.2.1). */
        MESSAGE
    }

    private final int number;
    private final @Nullable Entity parent;
    private final EntityHeader header;
    private Kind kind = Kind.LEAF;
    private boolean isClosed;
    private Optional<String> seal;

    /**
     * The header is yet to come.
     *
     * @param number its place among all entities, from 0
     */
    Entity(int number, @Nullable Entity parent) {
        this.number = number;
        this.parent = parent;
        this.header = new EntityHeader(parent != null && parent.header.isDigest());
        this.seal = parent == null ? Optional.empty() : parent.seal;
    }

    int number() {
        return number;
    }

    boolean isOutermost() {
        return parent == null;
    }

    @Nullable
    Entity parent() {
        return parent;
    }

    EntityHeader header() {
        return header;
    }

    Kind kind() {
        return kind;
    }

    /** Why nothing in it may be changed; empty if it may. */
    Optional<String> seal() {
        return seal;
    }

    /** Whether its last delimiter has come. */
    boolean isClosed() {
        return isClosed;
    }

    void close() {
        isClosed = true;
    }

    /** The header is complete. */
    void endHeader() {
        kind = header.kind();
        seal = seal.or(header::seal);
    }
}
