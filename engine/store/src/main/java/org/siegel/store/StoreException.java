package org.siegel.store;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * The database or the key file cannot be used. The message says what was tried, where, why it failed and what to do; it
 * holds no secret and no value of any record.
 */
public final class StoreException extends RuntimeException {

    /** SQLSTATE "unique violation", the same in H2 and PostgreSQL. */
    private static final String UNIQUE_VIOLATION = "23505";

    StoreException(String message) {
        super(message);
    }

    StoreException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** A data exception or a violated constraint (SQLSTATE classes 22 and 23), so that other data may well be taken. */
    boolean isAboutData() {
        return getCause() instanceof SQLException failure
                && failure.getSQLState() != null
                && (failure.getSQLState().startsWith("22")
                        || failure.getSQLState().startsWith("23"));
    }

    /** Whether the database was at fault and not what it was given, so that the same may well succeed later. */
    public boolean mayPass() {
        return switch (getCause()) {
            case SQLException _failure -> !isAboutData();
            case StoreException same -> same.mayPass();
            case null, default -> false;
        };
    }

    /** The same for another thread that waited for the same: with a stack trace of its own. */
    StoreException again() {
        return new StoreException(String.valueOf(getMessage()), this);
    }

    boolean isUniqueViolation() {
        return getCause() instanceof SQLException failure && UNIQUE_VIOLATION.equals(failure.getSQLState());
    }
}
