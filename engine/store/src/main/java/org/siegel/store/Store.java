package org.siegel.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import javax.sql.DataSource;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.statement.StatementExceptions.MessageRendering;
import org.jspecify.annotations.Nullable;

/**
 * The opened database. One per server process; safe for use by many threads. Closing it ends the use of everything that
 * it gave out.
 */
public final class Store implements AutoCloseable {

    private static final Duration WAIT_FOR_CONNECTION = Duration.ofSeconds(15);

    /** An administrator may have traded durability for speed in the whole server; evidence may not. */
    private static final String DURABLE_COMMITS =
            "SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'";

    private final HikariDataSource pool;
    private final Transactions transactions;
    private final EvidenceLog evidence;
    private final String node;
    private final Clock clock;

    @AtTheEdge
    private final SecureRandom random;

    @AtTheEdge
    private Store(HikariDataSource pool, Transactions transactions, String node, Clock clock, SecureRandom random) {
        this.pool = pool;
        this.transactions = transactions;
        this.node = node;
        this.clock = clock;
        this.random = random;
        this.evidence = new EvidenceLog(transactions, node, clock, new EvidenceIds(random));
    }

    /**
     * Opens the database, creates it if it is an H2 file that does not exist, and brings its tables up to date.
     *
     * @param node names this server in the evidence; not blank
     * @throws StoreException if it cannot be opened or its tables cannot be brought up to date
     */
    @AtTheEdge
    public static Store open(DatabaseSettings settings, String node, Clock clock, SecureRandom random) {
        if (node.isBlank()) {
            throw new IllegalArgumentException("The evidence needs the name of this node");
        }
        Database database = Database.named(settings);
        database.prepare();
        DataSource connections = database.connections();
        // Held open while the tables are made: H2 closes a database with its last connection.
        try (Connection first = connections.getConnection()) {
            database.lockForMigration(first);
            Migrations.run(connections);
            HikariDataSource pool = pool(database, connections);
            Jdbi jdbi = Jdbi.create(pool);
            jdbi.registerArgument(new InstantArgument());
            jdbi.getConfig(StatementExceptions.class).setMessageRendering(MessageRendering.NONE);
            if (database.mustBeFlushed()) {
                jdbi.useHandle(handle -> database.flush(handle, 0));
            }
            return new Store(pool, new Transactions(jdbi, database, settings.toString()), node, clock, random);
        } catch (SQLException e) {
            throw cannotOpen(settings, database, e);
        } catch (FlywayException e) {
            throw new StoreException(
                    "Cannot bring the tables in " + settings + " up to date: " + e.getMessage() + " "
                            + (sqlCause(e) instanceof SQLException cause
                                    ? database.advice(state(cause), cause.getErrorCode())
                                    : "If a newer version has run on it, run that one; else restore a backup"),
                    e);
        }
    }

    /** The log of all attempts. */
    public EvidenceLog evidence() {
        return evidence;
    }

    /**
     * The passwords of sealed mails.
     *
     * @param box holds the one key that all nodes on this database share
     * @throws StoreException if the passwords here were encrypted with another key
     */
    public PasswordStore passwords(SecretBox box) {
        new KeyRegister(transactions, clock).claim(box);
        return new PasswordStore(transactions, box, clock);
    }

    /**
     * The secrets that are kept for recipients.
     *
     * @param box holds the one key that all nodes on this database share
     * @throws StoreException if what is here was encrypted with another key
     */
    public RecipientSecretStore recipientSecrets(SecretBox box) {
        new KeyRegister(transactions, clock).claim(box);
        return new RecipientSecretStore(transactions, box, clock);
    }

    /**
     * The questions to senders.
     *
     * @param box holds the one key that all nodes on this database share
     * @throws StoreException if what is here was encrypted with another key
     */
    @AtTheEdge
    public QuestionStore questions(SecretBox box) {
        new KeyRegister(transactions, clock).claim(box);
        return new QuestionStore(transactions, box, node, clock, random);
    }

    /**
     * The mails whose senders are still to be told how each recipient got them.
     *
     * @param box holds the one key that all nodes on this database share
     * @throws StoreException if what is here was encrypted with another key
     */
    public SummaryStore summaries(SecretBox box) {
        new KeyRegister(transactions, clock).claim(box);
        return new SummaryStore(transactions, box, node, clock);
    }

    /** The answers of senders that count for later mails too. */
    @AtTheEdge
    public AnswerMemory answers() {
        return new AnswerMemory(transactions, clock, random);
    }

    /** Where senders have signed in on the page, and the codes that they do it with. */
    @AtTheEdge
    public SignInStore signIns() {
        return new SignInStore(transactions, clock, random);
    }

    /** The MTA-STS policies of recipient domains. */
    public StsPolicyStore stsPolicies() {
        return new StsPolicyStore(transactions);
    }

    /** What resolvers agreed on about mail servers. */
    public MxSightingStore mxSightings() {
        return new MxSightingStore(transactions);
    }

    /** How well recipient domains were reached. */
    public GradeMemoryStore grades() {
        return new GradeMemoryStore(transactions);
    }

    /** Which containers recipient domains did not take. */
    public ContainerRefusalStore containerRefusals() {
        return new ContainerRefusalStore(transactions, clock);
    }

    /** How TLS with recipient domains went, for reports to them. */
    public TlsReportStore tlsReports() {
        return new TlsReportStore(transactions, node);
    }

    Transactions transactions() {
        return transactions;
    }

    @Override
    public void close() {
        pool.close();
    }

    private static HikariDataSource pool(Database database, DataSource connections) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("siegel-store");
        config.setDataSource(connections);
        config.setMaximumPoolSize(database.poolSize());
        config.setConnectionTimeout(WAIT_FOR_CONNECTION.toMillis());
        config.setExceptionOverride(new BrokenConnections(database));
        if (database instanceof SharedPostgres) {
            config.setConnectionInitSql(DURABLE_COMMITS);
        }
        return new HikariDataSource(config);
    }

    private static StoreException cannotOpen(DatabaseSettings settings, Database database, SQLException e) {
        return new StoreException(
                "Cannot open the database " + settings + ": " + e.getMessage() + ". "
                        + database.advice(state(e), e.getErrorCode()),
                e);
    }

    private static String state(SQLException e) {
        return e.getSQLState() == null ? "" : e.getSQLState();
    }

    private static @Nullable Throwable sqlCause(Throwable e) {
        Throwable cause = e;
        while (cause != null && !(cause instanceof SQLException)) {
            cause = cause.getCause();
        }
        return cause;
    }
}
