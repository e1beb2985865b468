package org.siegel.sealing.container;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

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
 * @param companions files that go with it, opened by the same password
 */
public record SealedContainer(
        Path file,
        List<Patch> patches,
        String fileName,
        ContainerKind kind,
        long size,
        String sha256,
        int attachments,
        Set<Note> notes,
        List<SealedContainer> companions) {

    public SealedContainer {
        patches = List.copyOf(patches);
        notes = Set.copyOf(notes);
        companions = List.copyOf(companions);
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
        this(file, List.of(), fileName, kind, size, sha256, attachments, notes, List.of());
    }

    public SealedContainer with(List<SealedContainer> others) {
        return new SealedContainer(file, patches, fileName, kind, size, sha256, attachments, notes, others);
    }

    /** Itself, and what goes with it. */
    public List<SealedContainer> files() {
        return Stream.concat(Stream.of(this), companions.stream()).toList();
    }

    /**
     * Deletes its file and those of its companions, which copies for other recipients may share.
     *
     * @throws IOException if one is left
     */
    public void delete() throws IOException {
        for (SealedContainer one : files()) {
            Files.deleteIfExists(one.file());
        }
    }

    /** The same file for another recipient, without companions. */
    public SealedContainer patched(List<Patch> differences, String name, String hash) {
        return new SealedContainer(file, differences, name, kind, size, hash, attachments, notes, List.of());
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
