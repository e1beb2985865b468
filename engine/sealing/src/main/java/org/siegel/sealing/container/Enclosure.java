package org.siegel.sealing.container;

import java.util.Optional;
import org.siegel.sealing.message.Content;
import org.siegel.sealing.message.FileName;

/**
 * A file in a container.
 *
 * @param description says what it is where we added it ourselves; empty for attachments of the message
 */
public record Enclosure(FileName name, String mediaType, Content content, Optional<Phrase> description) {

    public boolean isAttachment() {
        return description.isEmpty();
    }

    @Override
    public String toString() {
        return "Enclosure(" + mediaType + ", " + content.size() + " bytes)";
    }
}
