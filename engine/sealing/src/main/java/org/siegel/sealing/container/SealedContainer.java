package org.siegel.sealing.container;

import java.nio.file.Path;
import java.util.Set;

/**
 * A container that has been written, opened again with the passphrase, and found to hold every attachment unchanged.
 *
 * @param file mode 0600; the caller deletes it
 * @param fileName to send it under, neutral
 * @param size in bytes
 * @param sha256 of the container, hexadecimal, for the evidence
 * @param attachments how many attachments of the message are inside
 * @param notes what the recipient was told because the pages cannot show all
 */
public record SealedContainer(
        Path file, String fileName, ContainerKind kind, long size, String sha256, int attachments, Set<Note> notes) {

    public SealedContainer {
        notes = Set.copyOf(notes);
    }
}
