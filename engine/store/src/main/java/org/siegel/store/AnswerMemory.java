package org.siegel.store;

import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.Query;
import org.siegel.policy.Choice;

/** The answers of senders that count for later mails too. Safe for use by many threads and nodes. */
public final class AnswerMemory {

    private static final int ID_BYTES = 16;
    private static final String EVERYBODY = "";
    private static final String SELECT = "SELECT id, sender, target, risk_class, choice, words, given_by, given_at,"
            + " expires_at FROM siegel_remembered_answer WHERE ";

    private final Transactions transactions;
    private final Clock clock;

    @AtTheEdge
    private final SecureRandom random;

    @AtTheEdge
    AnswerMemory(Transactions transactions, Clock clock, SecureRandom random) {
        this.transactions = transactions;
        this.clock = clock;
        this.random = random;
    }

    /**
     * An answer to be remembered.
     *
     * @param everybody whether it counts for all senders' mails
     * @param targets   recipients' addresses, or domains with {@code @} before them
     */
    public record New(
            String givenBy,
            boolean everybody,
            List<String> targets,
            String riskClass,
            QuestionDecision decision,
            Duration validity) {}

    /** Remembers it, for each target in the place of what was remembered for it. Of two at once one is remembered. */
    public void remember(New answer) {
        try {
            write(answer);
        } catch (StoreException e) {
            if (!e.isUniqueViolation()) {
                throw e;
            }
        }
    }

    @AtTheEdge
    private void write(New answer) {
        String sender = answer.everybody() ? EVERYBODY : LookupKey.ofAddress(answer.givenBy());
        transactions.write("remember an answer", handle -> {
            for (String target : answer.targets()) {
                byte[] bytes = new byte[ID_BYTES];
                random.nextBytes(bytes);
                handle.createUpdate("DELETE FROM siegel_remembered_answer WHERE sender = :sender AND target = :target")
                        .bind("sender", sender)
                        .bind("target", LookupKey.ofAddress(target))
                        .execute();
                handle.createUpdate(
                                "INSERT INTO siegel_remembered_answer (id, sender, target, risk_class, choice, words,"
                                        + " given_by, given_at, expires_at) VALUES (:id, :sender, :target, :class, :choice, :words,"
                                        + " :by, :at, :expires)")
                        .bind("id", HexFormat.of().formatHex(bytes))
                        .bind("sender", sender)
                        .bind("target", LookupKey.ofAddress(target))
                        .bind("class", answer.riskClass())
                        .bind("choice", answer.decision().choice().name())
                        .bind("words", answer.decision().words())
                        .bind("by", LookupKey.ofAddress(answer.givenBy()))
                        .bind("at", micros(answer.decision().at()))
                        .bind("expires", micros(answer.decision().at().plus(answer.validity())))
                        .execute();
            }
            return answer.targets().size();
        });
    }

    /** What counts for a mail of that sender to that recipient: an address goes before its domain, one's own before everybody's. */
    public Optional<RememberedAnswer> find(String sender, String recipient) {
        String domain = recipient.substring(recipient.lastIndexOf('@') + 1);
        return many(
                        "sender IN (:sender, '') AND target IN (:address, :domain) AND expires_at > :now"
                                + " ORDER BY CASE WHEN target = :address THEN 0 ELSE 1 END,"
                                + " CASE WHEN sender = '' THEN 1 ELSE 0 END",
                        1,
                        query -> query.bind("sender", LookupKey.ofAddress(sender))
                                .bind("address", LookupKey.ofAddress(recipient))
                                .bind("domain", LookupKey.ofAddress("@" + domain))
                                .bind("now", micros(clock.instant())))
                .stream()
                .findFirst();
    }

    /** What that sender gave and still counts, the newest first. */
    public List<RememberedAnswer> givenBy(String sender, int most) {
        return many(
                "given_by = :by AND expires_at > :now ORDER BY given_at DESC, id",
                most,
                query -> query.bind("by", LookupKey.ofAddress(sender)).bind("now", micros(clock.instant())));
    }

    /**
     * All that still counts, by their ids.
     *
     * @param after only those behind that id; empty text for all
     */
    public List<RememberedAnswer> all(int most, String after) {
        return many(
                "id > :after AND expires_at > :now ORDER BY id",
                most,
                query -> query.bind("after", after).bind("now", micros(clock.instant())));
    }

    /** How many still count. */
    public long count() {
        return transactions.read(
                "count remembered answers",
                handle -> handle.createQuery("SELECT count(*) FROM siegel_remembered_answer WHERE expires_at > :now")
                        .bind("now", micros(clock.instant()))
                        .mapTo(Long.class)
                        .one());
    }

    /** Forgets it, whoever gave it. */
    public boolean forget(String id) {
        return transactions.write(
                        "forget an answer",
                        handle -> handle.createUpdate("DELETE FROM siegel_remembered_answer WHERE id = :id")
                                .bind("id", id)
                                .execute())
                == 1;
    }

    /** Forgets it, if that sender gave it. */
    public boolean forget(String id, String givenBy) {
        return transactions.write(
                        "forget an answer",
                        handle -> handle.createUpdate(
                                        "DELETE FROM siegel_remembered_answer WHERE id = :id AND given_by = :by")
                                .bind("id", id)
                                .bind("by", LookupKey.ofAddress(givenBy))
                                .execute())
                == 1;
    }

    /** Deletes what does not count any more. */
    public int sweep() {
        return transactions.write(
                "delete old remembered answers",
                handle -> handle.createUpdate("DELETE FROM siegel_remembered_answer WHERE expires_at <= :now")
                        .bind("now", micros(clock.instant()))
                        .execute());
    }

    /** Fills the places of a statement. */
    private interface Binding {
        Query bind(Query query);
    }

    private List<RememberedAnswer> many(String condition, int most, Binding binding) {
        return transactions.read(
                "read remembered answers",
                handle -> binding.bind(handle.createQuery(SELECT + condition + " LIMIT " + most))
                        .map((row, _context) -> answer(row))
                        .list());
    }

    private static RememberedAnswer answer(ResultSet row) throws SQLException {
        String sender = row.getString("sender");
        return new RememberedAnswer(
                row.getString("id"),
                sender.equals(EVERYBODY) ? Optional.empty() : Optional.of(sender),
                row.getString("target"),
                row.getString("risk_class"),
                Choice.valueOf(row.getString("choice")),
                row.getString("words"),
                row.getString("given_by"),
                row.getObject("given_at", OffsetDateTime.class).toInstant(),
                row.getObject("expires_at", OffsetDateTime.class).toInstant());
    }

    private static Instant micros(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MICROS);
    }
}
