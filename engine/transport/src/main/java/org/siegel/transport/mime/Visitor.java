package org.siegel.transport.mime;

import java.io.IOException;

/** Sees a message in the order of its octets: each octet in exactly one call. */
interface Visitor {

    /** A piece of a header field, line end included. */
    void field(Entity entity, String name, byte[] octets, int count, byte[] end) throws IOException;

    /** Behind the last field; what kind of body follows is known. */
    void endHeader(Entity entity) throws IOException;

    /** A piece of a line in the body of a leaf. */
    void body(Entity leaf, byte[] octets, int count) throws IOException;

    /** A line end that belongs to the body of a leaf. */
    void lineEnd(Entity leaf, byte[] end) throws IOException;

    /** Behind the body of a leaf. */
    void endBody(Entity leaf) throws IOException;

    /** Between the parts: delimiters, and what stands before the first and behind the last (RFC 2046 §5.1.1). */
    void between(Entity outer, byte[] octets, int count, byte[] end) throws IOException;
}
