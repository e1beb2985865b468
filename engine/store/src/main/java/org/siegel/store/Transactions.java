package org.siegel.store;

import java.io.IOException;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicLong;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/** The only way to the tables: every failure becomes a StoreException, and what was written is on the disk. */
final class Transactions {

    private final Jdbi jdbi;
    private final Database database;
    private final String where;
    private final GroupFlush flushing = new GroupFlush();
    private final AtomicLong flushes = new AtomicLong();

    /** @param where the database as messages name it */
    Transactions(Jdbi jdbi, Database database, String where) {
        this.jdbi = jdbi;
        this.database = database;
        this.where = where;
    }

    /** @param what completes the sentence "Cannot ..." */
    <T> T read(String what, HandleCallback<T, RuntimeException> work) {
        try {
            return jdbi.inTransaction(work);
        } catch (JdbiException e) {
            throw failure(what, e);
        }
    }

    /** @param what completes the sentence "Cannot ..." */
    <T> T write(String what, HandleCallback<T, RuntimeException> work) {
        try {
            return database.mustBeFlushed()
                    ? flushing.change(() -> jdbi.inTransaction(work), this::flush)
                    : jdbi.inTransaction(work);
        } catch (JdbiException e) {
            throw failure(what, e);
        }
    }

    private void flush() {
        jdbi.useHandle(handle -> database.flush(handle, flushes.getAndIncrement()));
    }

    String where() {
        return where;
    }

    /** Jdbi's own exceptions are left out: they print the arguments of the statement. */
    private StoreException failure(String what, JdbiException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException failure) {
                return new StoreException(
                        "Cannot " + what + " in " + where + " (SQLSTATE " + failure.getSQLState() + "): "
                                + failure.getMessage() + disk(failure),
                        failure);
            }
        }
        return new StoreException(
                "Cannot " + what + " in " + where + ": " + e.getClass().getSimpleName());
    }

    /** What the operating system said, such as that the disk is full: H2 tells only what it tried. */
    private static String disk(SQLException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException said) {
                return " (" + said.getMessage() + ")";
            }
        }
        return "";
    }
}
