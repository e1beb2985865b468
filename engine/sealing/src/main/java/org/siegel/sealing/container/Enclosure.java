package org.siegel.sealing.container;

import java.util.Optional;
import org.siegel.sealing.message.Content;
import org.siegel.sealing.message.FileName;

/**
 * A file of the message, and where the recipient finds it.
 *
 * @param description says what it is where we added it ourselves; empty for attachments of the message
 */
public record Enclosure(FileName name, String mediaType, Content content, Optional<Phrase> description, Place place) {

    public boolean isAttachment() {
        return description.isEmpty();
    }

    /** Outlook's own packing (TNEF), told by its type or its usual name. */
    public boolean isOutlookOnly() {
        return mediaType.matches("application/(vnd\\.)?ms-tnef") || name.value().equalsIgnoreCase("winmail.dat");
    }

    public boolean isInside() {
        return place instanceof Place.Inside;
    }

    public boolean isInArchive() {
        return place instanceof Place.Archive;
    }

    @Override
    public String toString() {
        return "Enclosure(" + mediaType + ", " + content.size() + " bytes)";
    }
}
