package org.siegel.sealing.message;

import java.io.IOException;
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

    /**
     * Whether it is a calendar that asks for an answer (METHOD:REQUEST, RFC 5545 §3.7.2) and carries no file itself.
     *
     * @throws IOException if it cannot be read
     */
    public boolean isMeetingRequest() throws IOException {
        boolean isCalendar = mediaType.equals("text/calendar") || mediaType.equals("application/ics");
        return isCalendar
                && size() <= CalendarReader.LARGEST
                && CalendarReader.isRequest(content.head(CalendarReader.LARGEST));
    }
}
