package org.siegel.sealing.message;

import java.util.Objects;

/**
 * A file that came with the message, bytes unchanged.
 *
 * @param name safe, and different from the names of all other attachments of the message
 * @param mediaType lower case, such as {@code application/pdf}; never empty
 * @param content decoded
 */
public record Attachment(FileName name, String mediaType, Content content) {

    public Attachment {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(mediaType, "mediaType");
        Objects.requireNonNull(content, "content");
    }

    /** In bytes. */
    public long size() {
        return content.size();
    }

    /** Tells no name: it is content. */
    @Override
    public String toString() {
        return "Attachment(" + mediaType + ", " + size() + " bytes)";
    }
}
