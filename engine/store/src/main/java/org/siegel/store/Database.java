package org.siegel.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;

/** What differs between the databases. */
sealed interface Database permits EmbeddedH2, SharedPostgres {

    /**
     * The database that the URL names.
     *
     * @throws StoreException if it names none that can keep evidence
     */
    static Database named(DatabaseSettings settings) {
        if (settings.url().startsWith(EmbeddedH2.PREFIX)) {
            return EmbeddedH2.at(settings);
        }
        if (settings.url().startsWith(SharedPostgres.PREFIX)) {
            return new SharedPostgres(settings);
        }
        throw new StoreException("Cannot use the database " + settings.url() + ": the URL must start with "
                + EmbeddedH2.PREFIX + " and an absolute path (one node), or with " + SharedPostgres.PREFIX
                + " (several nodes)");
    }

    /** New connections, not pooled. */
    DataSource connections();

    /** What must be arranged outside the database before it is first opened. */
    void prepare();

    /** Makes other nodes that start at the same time wait until this connection is closed. */
    void lockForMigration(Connection connection) throws SQLException;

    /** How many connections are kept open. */
    int poolSize();

    /** Whether a commit reaches the disk only by {@link #flush}. */
    boolean mustBeFlushed();

    /**
     * Forces everything committed to the disk.
     *
     * @param count how many times this was called before
     */
    void flush(Handle handle, long count);

    /** Whether the connection that failed so can never be used again, beyond what every pool knows (SQLSTATE class 08). */
    boolean isEnd(SQLException failure);

    /** What an administrator can do about a failure to open, by SQLSTATE or the database's own error code. */
    String advice(String sqlState, int errorCode);

    /** The properties that every driver knows. */
    static Properties login(DatabaseSettings settings) {
        Properties properties = new Properties();
        properties.setProperty("user", settings.user());
        properties.setProperty("password", settings.password());
        return properties;
    }
}
