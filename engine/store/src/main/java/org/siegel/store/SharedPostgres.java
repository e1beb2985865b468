package org.siegel.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.postgresql.Driver;
import org.postgresql.PGProperty;

/** One PostgreSQL for all nodes. */
record SharedPostgres(DatabaseSettings settings) implements Database {

    static final String PREFIX = "jdbc:postgresql:";

    /** The URL may override each of these; times are in seconds. */
    @Override
    public DataSource connections() {
        Properties properties = Database.login(settings);
        PGProperty.APPLICATION_NAME.set(properties, "siegel");
        PGProperty.CONNECT_TIMEOUT.set(properties, 10);
        PGProperty.SOCKET_TIMEOUT.set(properties, 60);
        PGProperty.TCP_KEEP_ALIVE.set(properties, true);
        PGProperty.REWRITE_BATCHED_INSERTS.set(properties, true);
        // Details of errors quote values of records.
        PGProperty.LOG_SERVER_ERROR_DETAIL.set(properties, false);
        return new DriverDataSource(new Driver(), settings.url(), properties);
    }

    @Override
    public void prepare() {
        // A server is prepared by its administrator.
    }

    @Override
    public void lockForMigration(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SELECT pg_advisory_lock(hashtext('siegel'), hashtext(coalesce(current_schema(), '')))");
        }
    }

    @Override
    public int poolSize() {
        return 8;
    }

    @Override
    public boolean mustBeFlushed() {
        return false;
    }

    @Override
    public void flush(Handle handle, long count) {
        // PostgreSQL writes its log to the disk before a commit returns (synchronous_commit, see Store).
    }

    @Override
    public boolean isEnd(SQLException failure) {
        return false;
    }

    /** PostgreSQL's SQLSTATEs (its manual, appendix A). */
    @Override
    public String advice(String sqlState, int errorCode) {
        return switch (sqlState) {
            case "28P01", "28000" -> "Check user and password, and the server's pg_hba.conf";
            case "3D000" -> "Create the database: CREATE DATABASE ... OWNER the user of the settings";
            case "42501" ->
                "The user must be allowed to create tables in its schema: GRANT CREATE, or make it the owner";
            case "53300" ->
                "The server has no connection left: raise max_connections (each node takes " + poolSize() + ")";
            case "08001", "08004", "08006" -> "Check that the server runs and can be reached at this host and port";
            default -> "See the server's log";
        };
    }
}
