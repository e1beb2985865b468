package org.siegel.gateway.mailfile;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/**
 * Who has which file open, so that none is used for something else meanwhile. A stream that nobody closes keeps its file
 * from being used again; nothing worse.
 */
final class Readers {

    /** Opening a file takes a while; those of other mails need not wait for it. */
    private static final int SHARES = 64;

    private final List<Share> shares = Stream.generate(Share::new).limit(SHARES).toList();

    /** Opens it, as {@link FileInputStream} does. */
    InputStream open(Path file) throws IOException {
        return share(file).open(file);
    }

    /**
     * Renames the file if nobody has it open.
     *
     * @return whether it has the new name now
     */
    boolean renameUnlessRead(Path file, Path to) throws IOException {
        return share(file).renameUnlessRead(file, to);
    }

    private Share share(Path file) {
        return shares.get(Math.floorMod(file.hashCode(), SHARES));
    }

    private static final class Share {

        private final Map<Path, Integer> open = new HashMap<>();

        /** Held while a file is opened or renamed: in no moment between the two it is read and not counted. */
        private final ReentrantLock lock = new ReentrantLock();

        InputStream open(Path file) throws IOException {
            lock.lock();
            try {
                var in = new Counted(file, this);
                open.merge(file, 1, Integer::sum);
                return in;
            } finally {
                lock.unlock();
            }
        }

        boolean renameUnlessRead(Path file, Path to) throws IOException {
            lock.lock();
            try {
                if (open.remove(file) != null) {
                    return false;
                }
                Files.move(file, to, StandardCopyOption.ATOMIC_MOVE);
                return true;
            } catch (NoSuchFileException _gone) {
                return false;
            } finally {
                lock.unlock();
            }
        }

        void closed(Path file) {
            lock.lock();
            try {
                open.computeIfPresent(file, (any, count) -> count == 1 ? null : count - 1);
            } finally {
                lock.unlock();
            }
        }
    }

    private static final class Counted extends FileInputStream {

        private final Path file;
        private final Share share;
        private final AtomicBoolean isClosed = new AtomicBoolean();

        Counted(Path file, Share share) throws IOException {
            super(file.toFile());
            this.file = file;
            this.share = share;
        }

        @Override
        public void close() throws IOException {
            super.close();
            if (isClosed.compareAndSet(false, true)) {
                share.closed(file);
            }
        }
    }
}
