package org.siegel.content.part;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** Where the bytes of parts are put that must be read from several places: small ones into memory, others into a file. */
public final class Spool {

    private static final int IN_MEMORY = 1024 * 1024;
    private static final int IN_MEMORY_WITHOUT_FOLDER = 8 * 1024 * 1024;

    private final Optional<Path> folder;
    private final long longest;

    /**
     * @param folder  private to this process; without one, only what fits into memory (8 MiB) is kept
     * @param longest part that is kept, in bytes
     */
    public Spool(Optional<Path> folder, long longest) {
        this.folder = folder;
        this.longest = folder.isPresent() ? longest : Math.min(longest, IN_MEMORY_WITHOUT_FOLDER);
    }

    /**
     * All of a stream.
     *
     * @throws LimitReachedException if it is longer than what is kept
     * @throws IOException if it cannot be read, or not be kept
     */
    public Content keep(InputStream in) throws IOException {
        byte[] head = in.readNBytes((int) Math.min(longest + 1, folder.isPresent() ? IN_MEMORY : longest + 1));
        if (head.length > longest) {
            throw new LimitReachedException("more than " + longest + " bytes in one part");
        }
        return head.length < IN_MEMORY || folder.isEmpty()
                ? new Content.InMemory(head)
                : inFile(head, in, folder.get());
    }

    private Content inFile(byte[] head, InputStream in, Path place) throws IOException {
        Path file = Files.createTempFile(place, "part", ".bin");
        FileChannel channel = FileChannel.open(
                file, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
        boolean kept = false;
        try {
            channel.write(ByteBuffer.wrap(head));
            byte[] buffer = new byte[64 * 1024];
            long length = head.length;
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                length += n;
                if (length > longest) {
                    throw new LimitReachedException("more than " + longest + " bytes in one part");
                }
                ByteBuffer piece = ByteBuffer.wrap(buffer, 0, n);
                while (piece.hasRemaining()) {
                    channel.write(piece);
                }
            }
            kept = true;
            return new Content.InFile(channel, length);
        } finally {
            if (!kept) {
                channel.close();
            }
        }
    }
}
