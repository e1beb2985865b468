package org.siegel.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.statement.StatementExceptions.MessageRendering;

/**
 * The evidence for someone who only reads, while the server may be running. An H2 file serves one process, so a private copy
 * of it is read and deleted again; PostgreSQL is asked by transactions that cannot write.
 */
public final class EvidenceArchive implements AutoCloseable {

    private static final int COPIES_TRIED = 3;

    private final HikariDataSource pool;
    private final Optional<PrivateCopy> copy;
    private final Transactions transactions;
    private final EvidenceLog evidence;
    private final GradeMemoryStore grades;

    @AtTheEdge
    private EvidenceArchive(
            DatabaseSettings settings, Database database, DataSource connections, Optional<PrivateCopy> copy) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("siegel-archive");
        config.setDataSource(connections);
        config.setMaximumPoolSize(2);
        config.setReadOnly(database instanceof SharedPostgres);
        this.pool = new HikariDataSource(config);
        this.copy = copy;
        Jdbi jdbi = Jdbi.create(pool);
        jdbi.registerArgument(new InstantArgument());
        jdbi.getConfig(StatementExceptions.class).setMessageRendering(MessageRendering.NONE);
        this.transactions = new Transactions(jdbi, database, settings.toString());
        this.evidence =
                new EvidenceLog(transactions, "archive", Clock.systemUTC(), new EvidenceIds(new SecureRandom()));
        this.grades = new GradeMemoryStore(transactions);
    }

    /**
     * Opens it.
     *
     * @param scratch a directory that exists, where the copy of an H2 file may be put
     * @throws StoreException if there is no evidence there, or it cannot be read
     */
    public static EvidenceArchive open(DatabaseSettings settings, Path scratch) {
        return switch (Database.named(settings)) {
            case SharedPostgres postgres -> opened(settings, postgres, Optional.empty());
            case EmbeddedH2 h2 -> openCopy(settings, h2, scratch);
        };
    }

    /** The server may have written while the file was copied; then the copy may not open, and another is made. */
    private static EvidenceArchive openCopy(DatabaseSettings settings, EmbeddedH2 h2, Path scratch) {
        StoreException failure = null;
        for (int i = 0; i < COPIES_TRIED; i++) {
            PrivateCopy copy = PrivateCopy.of(h2.file(), scratch);
            try {
                return opened(settings, new EmbeddedH2(settings, copy.database()), Optional.of(copy));
            } catch (StoreException e) {
                copy.delete();
                failure = e;
            }
        }
        throw failure == null ? new IllegalStateException("no copy was tried") : failure;
    }

    private static EvidenceArchive opened(DatabaseSettings settings, Database database, Optional<PrivateCopy> copy) {
        DataSource connections = database.connections();
        try (Connection first = connections.getConnection();
                var statement = first.createStatement()) {
            statement.executeQuery("SELECT MAX(seq) FROM siegel_evidence_chain").close();
        } catch (SQLException e) {
            throw new StoreException(
                    "Cannot read the evidence in " + settings + ": " + e.getMessage() + ". "
                            + database.advice(e.getSQLState() == null ? "" : e.getSQLState(), e.getErrorCode())
                            + ". Its tables are made and brought up to date by the server, when it starts",
                    e);
        }
        return new EvidenceArchive(settings, database, connections, copy);
    }

    /** To be read; what is appended is lost or refused. */
    public EvidenceLog evidence() {
        return evidence;
    }

    /** How well recipient domains were reached; to be read, too. */
    public GradeMemoryStore grades() {
        return grades;
    }

    /** The secrets that are kept for recipients, without the secrets: by recipient, the ones in use first. */
    public List<RecipientSecret> recipientSecrets() {
        return RecipientSecretStore.all(transactions);
    }

    @Override
    public void close() {
        pool.close();
        copy.ifPresent(PrivateCopy::delete);
    }

    /**
     * @param folder   of its own, for this user alone
     * @param database the path as H2 has it, without the suffix
     */
    private record PrivateCopy(Path folder, Path database) {

        static PrivateCopy of(Path file, Path scratch) {
            if (Files.notExists(file)) {
                throw new StoreException("There is no evidence at " + file
                        + ": check store.url in siegel.properties, and the home that its path is relative to");
            }
            try {
                Path folder = Files.createTempDirectory(scratch, "evidence");
                Files.copy(file, folder.resolve("copy" + EmbeddedH2.SUFFIX));
                return new PrivateCopy(folder, folder.resolve("copy"));
            } catch (IOException e) {
                throw new StoreException(
                        "Cannot copy the database file " + file + " to " + scratch + ": " + e
                                + ". It must be readable, and there must be space for a copy",
                        e);
            }
        }

        void delete() {
            try (var files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
                Files.delete(folder);
            } catch (IOException e) {
                throw new StoreException(
                        "Cannot delete the copy of the evidence in " + folder + ": delete it by hand", e);
            }
        }
    }
}
