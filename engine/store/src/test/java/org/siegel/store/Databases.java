package org.siegel.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/** Empty databases for tests. */
final class Databases {

    private static final AtomicInteger COUNT = new AtomicInteger();

    private Databases() {}

    static DatabaseSettings h2(Path folder) {
        return new DatabaseSettings("jdbc:h2:file:" + folder.resolve("store"), "siegel", "file password");
    }

    /** A schema of its own in a real server that is started at first use and stops with this JVM. */
    static DatabaseSettings postgres() {
        String schema = "siegel" + COUNT.incrementAndGet();
        DatabaseSettings server = postgresServer();
        try {
            execute(server, "CREATE SCHEMA " + schema);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return new DatabaseSettings(server.url() + "?currentSchema=" + schema, server.user(), "");
    }

    /** The server's own database, in which the tests have left things. */
    static DatabaseSettings postgresServer() {
        String url = Server.POSTGRES.getJdbcUrl("postgres", "postgres").replaceAll("\\?.*", "");
        return new DatabaseSettings(url, "postgres", "");
    }

    /** Past the store, as an administrator or an attacker with access to the database would. */
    static void execute(DatabaseSettings settings, String sql) throws SQLException {
        try (Connection connection = connect(settings);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    static Connection connect(DatabaseSettings settings) throws SQLException {
        return settings.url().startsWith(EmbeddedH2.PREFIX)
                ? Database.named(settings).connections().getConnection()
                : DriverManager.getConnection(settings.url(), settings.user(), settings.password());
    }

    /** PostgreSQL refuses to run as root; the library then starts it in a user namespace by {@code unshare}. */
    private static final class Server {

        static final EmbeddedPostgres POSTGRES = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder().start();
            } catch (IOException | RuntimeException e) {
                throw new IllegalStateException(
                        "PostgreSQL did not start. As root it needs the program 'unshare' (util-linux) and the right to"
                                + " make user namespaces; else run the tests as another user, or with -DexcludedGroups=postgres",
                        e);
            }
        }
    }
}
