package org.siegel.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.util.concurrent.atomic.AtomicBoolean;
import org.h2.store.fs.FileBase;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.async.FilePathAsync;

/** The disk beneath H2, which can be full: then a write that needs room gets as far as half, and fails. */
public final class LimitedDisk extends FilePathAsync implements AutoCloseable {

    private static final AtomicBoolean IS_FULL = new AtomicBoolean();

    /** For H2, which makes one for each path. */
    public LimitedDisk() {}

    /** From now on H2's files lie on it, until it is closed. */
    static LimitedDisk mounted() {
        LimitedDisk disk = new LimitedDisk();
        FilePath.register(disk);
        return disk;
    }

    void fill() {
        IS_FULL.set(true);
    }

    void makeRoom() {
        IS_FULL.set(false);
    }

    @Override
    public FileChannel open(String mode) throws IOException {
        return new Channel(super.open(mode));
    }

    @Override
    public void close() {
        makeRoom();
        FilePath.register(new FilePathAsync());
    }

    private static final class Channel extends FileBase {

        private final FileChannel file;

        Channel(FileChannel file) {
            this.file = file;
        }

        private void demandRoom(ByteBuffer octets, long position) throws IOException {
            if (!IS_FULL.get() || position + octets.remaining() <= file.size()) {
                return;
            }
            long room = file.size() - position;
            if (room > 0) {
                file.write(octets.slice(octets.position(), (int) room), position);
            }
            throw new IOException("No space left on device");
        }

        @Override
        public synchronized int write(ByteBuffer octets, long position) throws IOException {
            demandRoom(octets, position);
            return file.write(octets, position);
        }

        @Override
        public int write(ByteBuffer octets) throws IOException {
            demandRoom(octets, file.position());
            return file.write(octets);
        }

        @Override
        public synchronized int read(ByteBuffer octets, long position) throws IOException {
            return file.read(octets, position);
        }

        @Override
        public int read(ByteBuffer octets) throws IOException {
            return file.read(octets);
        }

        @Override
        public long position() throws IOException {
            return file.position();
        }

        @Override
        public FileChannel position(long position) throws IOException {
            file.position(position);
            return this;
        }

        @Override
        public long size() throws IOException {
            return file.size();
        }

        @Override
        public FileChannel truncate(long size) throws IOException {
            file.truncate(size);
            return this;
        }

        @Override
        public void force(boolean isMetaDataToo) throws IOException {
            file.force(isMetaDataToo);
        }

        @Override
        public FileLock tryLock(long position, long size, boolean isShared) throws IOException {
            return file.tryLock(position, size, isShared);
        }

        @Override
        protected void implCloseChannel() throws IOException {
            file.close();
        }
    }
}
