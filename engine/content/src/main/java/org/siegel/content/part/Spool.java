package org.siegel.content.part;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;

/** Where the bytes of parts are put that must be read from several places: small ones into memory, others into a file. */
public final class Spool {

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
        Keeping keeping = new Keeping(folder, longest);
        boolean kept = false;
        try {
            byte[] buffer = new byte[16 * 1024];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                keeping.add(buffer, 0, n);
            }
            kept = true;
            return keeping.content();
        } finally {
            if (!kept) {
                keeping.discard();
            }
        }
    }

    /** Keeps a stream while somebody reads it; to be closed. */
    public KeptStream keepWhileRead(InputStream in) {
        return new KeptStream(in, new Keeping(folder, longest));
    }
}
