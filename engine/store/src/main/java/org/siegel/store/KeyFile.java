package org.siegel.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/** A file of exactly 32 random bytes that its owner alone may read. */
final class KeyFile {

    static final int KEY_BYTES = 32;

    private static final Set<PosixFilePermission> OWNERS = EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

    private final Path path;

    KeyFile(Path path) {
        this.path = path;
    }

    /** The key; the caller wipes it. */
    byte[] read() {
        try {
            requireOwnerOnly();
            if (!Files.isRegularFile(path) || Files.size(path) != KEY_BYTES) {
                throw new StoreException("Cannot use the key file " + path + ": it must be a file of exactly "
                        + KEY_BYTES + " random bytes. Restore it from where the first node's key is kept");
            }
            return Files.readAllBytes(path);
        } catch (IOException e) {
            throw new StoreException(
                    "Cannot read the key file " + path + ": " + e
                            + ". It must exist and belong to the user that runs the server",
                    e);
        }
    }

    boolean isMissing() {
        // Not "!exists": where it cannot be told, a new key would shut out the old passwords.
        return Files.notExists(path);
    }

    /** Creates it, and the folder that it lies in, whole or not at all; if another process is faster, its file stays. */
    @AtTheEdge
    void create(SecureRandom random) {
        Path draft = path.resolveSibling(path.getFileName() + ".new-" + Long.toHexString(random.nextLong()));
        byte[] key = new byte[KEY_BYTES];
        random.nextBytes(key);
        try {
            try {
                createFolder();
                writeOwnerOnly(draft, key);
                Files.createLink(path, draft);
            } finally {
                Arrays.fill(key, (byte) 0);
                Files.deleteIfExists(draft);
            }
            flushDirectory();
        } catch (FileAlreadyExistsException _otherWasFaster) {
            return;
        } catch (IOException | UnsupportedOperationException e) {
            throw new StoreException(
                    "Cannot create the key file " + path + ": " + e
                            + ". Create it yourself: umask 377; head -c 32 /dev/urandom > " + path,
                    e);
        }
    }

    private void createFolder() throws IOException {
        Files.createDirectories(path.toAbsolutePath().getParent(), PosixFilePermissions.asFileAttribute(OWNERS));
    }

    private static void writeOwnerOnly(Path file, byte[] key) throws IOException {
        var ownerReads = PosixFilePermissions.asFileAttribute(Set.of(PosixFilePermission.OWNER_READ));
        try (FileChannel channel =
                FileChannel.open(file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownerReads)) {
            ByteBuffer rest = ByteBuffer.wrap(key);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
            channel.force(true);
        }
    }

    /** A new name is on the disk only when its directory is. */
    private void flushDirectory() throws IOException {
        try (FileChannel directory = FileChannel.open(path.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
            directory.force(true);
        }
    }

    private void requireOwnerOnly() throws IOException {
        try {
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(path);
            if (!OWNERS.containsAll(permissions)) {
                throw new StoreException("Cannot use the key file " + path + ": its mode "
                        + PosixFilePermissions.toString(permissions)
                        + " lets others at it. If nobody can have read it: chmod 0400 " + path
                        + ". Otherwise replace it; the passwords encrypted with it are not safe");
            }
        } catch (UnsupportedOperationException e) {
            throw new StoreException(
                    "Cannot use the key file " + path + ": this file system has no owners and modes, so it cannot be"
                            + " told who may read it. Put it on one that has",
                    e);
        }
    }
}
