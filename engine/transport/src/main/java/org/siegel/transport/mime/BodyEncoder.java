package org.siegel.transport.mime;

/** Encodes the body of one part. */
interface BodyEncoder {

    /** A piece of a line. */
    void text(byte[] octets, int count);

    /** As it stands in the message. */
    void lineEnd(byte[] end);

    /** Nothing more comes. No line end is written, for that of a delimiter may follow. */
    void finish();
}
