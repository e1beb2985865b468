package org.siegel.content.mime;

import java.io.InputStream;

/**
 * A file, or a value, that stands encoded within a text.
 *
 * @param mediaType with parameters, as the text says it; may be empty
 * @param name      empty if it has none
 * @param written   its characters as they are written, one byte each where they are encoded
 */
record EnclosedFile(String mediaType, String name, Encoding encoding, InputStream written) {

    enum Encoding {
        BASE64,
        /** Only of values that are text, in cards of version 2.1. */
        QUOTED_PRINTABLE,
        /** Nothing is left to decode. */
        NONE,
        UNKNOWN
    }

    /** As a part of a message would have it. */
    PartHeader header() {
        PartHeader header = PartHeader.ofEntry(name);
        header.add("content-type", mediaType);
        switch (encoding) {
            case BASE64 -> header.add("content-transfer-encoding", "base64");
            case QUOTED_PRINTABLE -> header.add("content-transfer-encoding", "quoted-printable");
            case NONE, UNKNOWN -> {}
        }
        return header;
    }
}
