package org.siegel.content.wire;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * What the gateway asks for; the document's bytes follow it.
 *
 * @param characters of text that may be sent back
 * @param bytes      that the document may unpack to in all
 * @param entries    that it may have
 * @param length     of the document, in bytes
 */
public record Request(DocumentKind kind, long characters, long bytes, int entries, long length) {

    /** First in every request; a worker from another version of the gateway fails by it. */
    private static final int MAGIC = 0x5347_5701;

    public Request {
        if (characters < 0 || bytes < 0 || entries < 0 || length < 0) {
            throw new IllegalArgumentException("No limit of a request can be below 0");
        }
    }

    /** Sends it. */
    public void write(DataOutputStream out) throws IOException {
        out.writeInt(MAGIC);
        out.writeByte(kind.code());
        out.writeLong(characters);
        out.writeLong(bytes);
        out.writeInt(entries);
        out.writeLong(length);
    }

    /**
     * The next one.
     *
     * @throws IOException at the end of the stream, or if this is no request
     */
    public static Request read(DataInputStream in) throws IOException {
        if (in.readInt() != MAGIC) {
            throw new IOException("This is no request of this version");
        }
        DocumentKind kind = DocumentKind.of(in.readByte());
        return new Request(kind, in.readLong(), in.readLong(), in.readInt(), in.readLong());
    }
}
