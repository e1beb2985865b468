package org.siegel.store;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;
import javax.sql.DataSource;
import org.h2.Driver;
import org.h2.api.ErrorCode;
import org.h2.engine.Session;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.mvstore.MVStore;
import org.jdbi.v3.core.Handle;

/** One node's own database file. */
record EmbeddedH2(DatabaseSettings settings, Path path) implements Database {

    static final String PREFIX = "jdbc:h2:file:";
    static final String SUFFIX = ".mv.db";

    /** Once in so many flushes, files that are less full than this are made denser, so many octets at a time. */
    private static final int FLUSHES_PER_COMPACTION = 50;

    private static final int LEAST_PERCENT_FULL = 50;
    private static final int OCTETS_PER_COMPACTION = 4 << 20;

    /**
     * The same file through an AsynchronousFileChannel. A FileChannel is closed when a thread that uses it is
     * interrupted, and with it H2 closes the database.
     */
    private static final String ENGINE_PREFIX = "jdbc:h2:async:";

    /**
     * A commit of H2 is not on the disk: only CHECKPOINT SYNC forces the file. So nothing counts as written before
     * {@link #flush}. WRITE_DELAY=0 ends the background thread that would write in the middle of a transaction
     * ({@link GroupFlush} says why that must not be); each commit writes then, without forcing. That thread would also reclaim
     * dead space: {@link #flush} does instead.
     */
    private static final Map<String, String> ENGINE = Map.of(
            "WRITE_DELAY", "0",
            "COMPRESS", "TRUE",
            // Else a database closed by H2's shutdown hook would lose the records of mails still under way.
            "DB_CLOSE_ON_EXIT", "FALSE",
            "LOCK_TIMEOUT", "10000",
            // Documents stand in their row up to this many characters.
            "MAX_LENGTH_INPLACE_LOB", "65536",
            // Errors are raised; a trace file would repeat values of records.
            "TRACE_LEVEL_FILE", "0");

    static EmbeddedH2 at(DatabaseSettings settings) {
        String path = settings.url().substring(PREFIX.length());
        if (path.contains(";")) {
            throw new StoreException("Cannot use the database " + settings.url()
                    + ": settings of H2 are fixed, because evidence hangs on them; remove everything from the ';' on");
        }
        try {
            if (Path.of(path).isAbsolute()) {
                return new EmbeddedH2(settings, Path.of(path));
            }
        } catch (InvalidPathException e) {
            throw new StoreException("Cannot use the database " + settings.url() + ": not a file path", e);
        }
        throw new StoreException("Cannot use the database " + settings.url() + ": the path must be absolute, such as "
                + PREFIX + "/var/lib/siegel/store");
    }

    @Override
    public DataSource connections() {
        Properties properties = Database.login(settings);
        ENGINE.forEach(properties::setProperty);
        return new DriverDataSource(new Driver(), ENGINE_PREFIX + path, properties);
    }

    Path file() {
        return path.resolveSibling(path.getFileName() + SUFFIX);
    }

    /** The file holds who wrote to whom: it is created for this user alone. */
    @Override
    public void prepare() {
        Path file = file();
        try {
            if (Files.notExists(file)) {
                Files.createDirectories(path.getParent(), ownerOnly("rwx------"));
                Files.createFile(file, ownerOnly("rw-------"));
            }
        } catch (IOException e) {
            throw new StoreException(
                    "Cannot create the database file " + file + ": " + e
                            + ". The directory must exist or be creatable, be writable by the user that runs the server,"
                            + " and have space",
                    e);
        }
    }

    private static FileAttribute<?>[] ownerOnly(String permissions) {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    /** The file has a lock of its own. */
    @Override
    public void lockForMigration(Connection connection) {}

    @Override
    public int poolSize() {
        return 4;
    }

    @Override
    public boolean mustBeFlushed() {
        return true;
    }

    /**
     * What is made denser stands in both places until the header tells of the new one. The header is written after what it tells of is on
     * the disk, and forced too: else a process that is killed loses what it had written ({@link H2Header}).
     */
    @Override
    public void flush(Handle handle, long count) {
        MVStore store = storeOf(handle);
        if (count % FLUSHES_PER_COMPACTION == 0) {
            uninterrupted(() -> store.compact(LEAST_PERCENT_FULL, OCTETS_PER_COMPACTION));
        }
        handle.execute("CHECKPOINT SYNC");
        uninterrupted(() -> H2Header.write(store.getFileStore()));
    }

    private static MVStore storeOf(Handle handle) {
        try {
            Session session =
                    handle.getConnection().unwrap(JdbcConnection.class).getSession();
            return ((SessionLocal) session).getDatabase().getStore().getMvStore();
        } catch (SQLException e) {
            throw new StoreException("Cannot reach the engine of the database: " + e.getMessage(), e);
        }
    }

    /** H2 gives up where the thread is interrupted: it is done again then, and the interruption waits. */
    private static void uninterrupted(Runnable work) {
        boolean isInterrupted = Thread.interrupted();
        while (!isDone(work)) {
            isInterrupted = true;
        }
        if (isInterrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean isDone(Runnable work) {
        try {
            work.run();
            return true;
        } catch (RuntimeException e) {
            if (e.getCause() instanceof InterruptedException) {
                return false;
            }
            throw e;
        }
    }

    /**
     * When a write fails, as on a full disk, H2 closes the database under all its connections. A new one opens the file again, as it
     * was before that write.
     */
    @Override
    public boolean isEnd(SQLException failure) {
        return failure.getErrorCode() == ErrorCode.DATABASE_IS_CLOSED;
    }

    /** The numbers are H2's (org.h2.api.ErrorCode). */
    @Override
    public String advice(String sqlState, int errorCode) {
        return switch (errorCode) {
            case 90_020 ->
                "Another process has it open. An H2 file serves one server process: stop the other one, or move to"
                        + " PostgreSQL if several nodes are to share it";
            case 28_000 -> "User and password must be those it was created with";
            case 90_030, 90_048, 50_000, 50_001, 90_028, 90_031 ->
                "If the file is damaged or written by another version of H2, restore it from a backup or move it away;"
                        + " also check that the user that runs the server may write it, and that the disk has space";
            default -> "Check the file, its owner and the space on the disk";
        };
    }
}
