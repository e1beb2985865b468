package org.siegel.sealing.container;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * A container that has been written, opened again with the passphrase, and found to hold every attachment unchanged.
 *
 * @param file mode 0600; the caller deletes it
 * @param fileName to send it under, neutral
 * @param size in bytes
 * @param sha256 of the container, hexadecimal, for the evidence
 * @param attachments how many attachments of the message are inside
 * @param patches what is different in this recipient's copy, in the order of places; the file itself may serve several
 * @param notes what the recipient was told because the pages cannot show all
 */
public record SealedContainer(
        Path file,
        List<Patch> patches,
        String fileName,
        ContainerKind kind,
        long size,
        String sha256,
        int attachments,
        Set<Note> notes) {

    public SealedContainer {
        patches = List.copyOf(patches);
        notes = Set.copyOf(notes);
    }

    /** A container that is the whole file. */
    public SealedContainer(
            Path file,
            String fileName,
            ContainerKind kind,
            long size,
            String sha256,
            int attachments,
            Set<Note> notes) {
        this(file, List.of(), fileName, kind, size, sha256, attachments, notes);
    }

    /** The same file for another recipient. */
    public SealedContainer patched(List<Patch> differences, String name, String hash) {
        return new SealedContainer(file, differences, name, kind, size, hash, attachments, notes);
    }

    /**
     * The bytes of the container.
     *
     * @throws IOException if the file cannot be read
     */
    public InputStream open() throws IOException {
        return patches.isEmpty() ? Files.newInputStream(file) : PatchedFile.open(file, patches);
    }
}
