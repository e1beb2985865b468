package org.siegel.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * What was done with every mail, and why. Records are only added. All lists are oldest first; records of several nodes
 * are in the order of their clocks.
 */
public final class EvidenceLog {

    private static final int PAGE = 500;

    private static final String INSERT = """
            INSERT INTO siegel_evidence (id, recorded_at, node, mail_name, message_id, recipient, domain, attempt,
                outcome, risk_class, predicted, chosen, demanded, reached, document)
            VALUES (:id, :at, :node, :mail, :message, :recipient, :domain, :attempt,
                :outcome, :risk, :predicted, :chosen, :demanded, :reached, :document)
            """;

    private static final String SELECT = "SELECT id, recorded_at, node, document FROM siegel_evidence WHERE ";

    private final Transactions transactions;
    private final String node;
    private final Clock clock;
    private final EvidenceIds ids;

    EvidenceLog(Transactions transactions, String node, Clock clock, EvidenceIds ids) {
        this.transactions = transactions;
        this.node = LookupKey.of(node);
        this.clock = clock;
        this.ids = ids;
    }

    /**
     * Records one attempt. It is on the disk when this returns.
     *
     * @throws StoreException if it could not be recorded, or it is not certain that it was
     */
    public Evidence append(Attempt attempt) {
        return appendAll(List.of(attempt)).getFirst();
    }

    /**
     * Records all of them or none, in one transaction; much cheaper than one by one.
     *
     * @throws StoreException if they could not be recorded, or it is not certain that they were
     */
    public List<Evidence> appendAll(List<Attempt> attempts) {
        if (attempts.isEmpty()) {
            return List.of();
        }
        List<Evidence> records = attempts.stream().map(this::stamped).toList();
        transactions.write("record evidence", handle -> {
            PreparedBatch batch = handle.prepareBatch(INSERT);
            records.forEach(evidence -> bind(batch, evidence));
            return batch.execute();
        });
        return records;
    }

    /**
     * All records of mails with that Message-ID.
     *
     * @param messageId with or without its angle brackets
     */
    public List<Evidence> byMessageId(String messageId) {
        return find("message_id = :key ORDER BY id", query -> query.bind("key", LookupKey.ofMessageId(messageId)));
    }

    /** All records of all recipients of that mail. */
    public List<Evidence> byMailName(String mailName) {
        return find("mail_name = :key ORDER BY id", query -> query.bind("key", LookupKey.of(mailName)));
    }

    /**
     * All records about that recipient since then, in the order of their instants.
     *
     * @param recipient its address; case does not matter
     */
    public List<Evidence> byRecipient(String recipient, Instant since) {
        return find(
                "recipient = :key AND recorded_at >= :since ORDER BY recorded_at, id",
                query -> query.bind("key", LookupKey.ofAddress(recipient))
                        .bind("since", since.isBefore(Instant.EPOCH) ? Instant.EPOCH : since));
    }

    /** The last that is known of one recipient's copy of a mail. */
    public Optional<Evidence> latest(String mailName, String recipient) {
        return find(
                        "mail_name = :mail AND recipient = :recipient ORDER BY id DESC LIMIT 1",
                        query -> query.bind("mail", LookupKey.of(mailName))
                                .bind("recipient", LookupKey.ofAddress(recipient)))
                .stream()
                .findFirst();
    }

    /**
     * Hands over every record since then, in the order of ids, a page in memory at a time. Records that are added
     * meanwhile may or may not be among them.
     */
    public void export(Instant since, Consumer<Evidence> consumer) {
        UUID next = EvidenceIds.least(since);
        List<Evidence> page;
        do {
            UUID from = next;
            page = find("id > :from ORDER BY id LIMIT " + PAGE, query -> query.bind("from", from));
            for (Evidence evidence : page) {
                next = evidence.id();
                // An id may be ahead of its record, when the clock was set back.
                if (!evidence.at().isBefore(since)) {
                    consumer.accept(evidence);
                }
            }
        } while (page.size() == PAGE);
    }

    private Evidence stamped(Attempt attempt) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return new Evidence(ids.next(now), now, node, attempt);
    }

    private List<Evidence> find(String condition, Consumer<Query> binder) {
        return transactions.read("read evidence", handle -> select(handle, condition, binder));
    }

    private static List<Evidence> select(Handle handle, String condition, Consumer<Query> binder) {
        try (Query query = handle.createQuery(SELECT + condition)) {
            binder.accept(query);
            return query.map(EvidenceLog::evidence).list();
        }
    }

    private static void bind(PreparedBatch batch, Evidence evidence) {
        MailCopy copy = evidence.attempt().copy();
        Judgement judgement = evidence.attempt().judgement();
        Handling handling = evidence.attempt().handling();
        batch.bind("id", evidence.id())
                .bind("at", evidence.at())
                .bind("node", evidence.node())
                .bind("mail", LookupKey.of(copy.mailName()))
                .bind("message", copy.messageId().map(LookupKey::ofMessageId).orElse(null))
                .bind("recipient", LookupKey.ofAddress(copy.recipient()))
                .bind("domain", LookupKey.ofAddress(copy.domain()))
                .bind("attempt", copy.attempt())
                .bind("outcome", handling.outcome().name())
                .bind("risk", LookupKey.of(judgement.risk().riskClass().name()))
                .bind("predicted", JudgementJson.label(judgement.prediction().outlook()))
                .bind("chosen", judgement.decision().procedure().name())
                .bind("demanded", judgement.decision().demand().name())
                .bind(
                        "reached",
                        handling.connection().map(c -> c.reached().name()).orElse(null))
                .bind("document", EvidenceJson.write(evidence.attempt()))
                .add();
    }

    private static Evidence evidence(ResultSet row, StatementContext context) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        try {
            return new Evidence(
                    id,
                    row.getObject("recorded_at", OffsetDateTime.class).toInstant(),
                    row.getString("node"),
                    EvidenceJson.read(row.getString("document")));
        } catch (IllegalArgumentException e) {
            throw new StoreException(
                    "The evidence record " + id + " cannot be read: was it written by a newer version, or changed?", e);
        }
    }
}
