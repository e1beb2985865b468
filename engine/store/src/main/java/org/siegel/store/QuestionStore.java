package org.siegel.store;

import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;
import org.siegel.policy.Choice;
import org.siegel.policy.PasswordMode;
import org.siegel.policy.PhoneNumber;

/**
 * The questions to senders, and what was decided. Each change is one transaction, and of several at once one counts: on one
 * node or on many. A decision is carried out by the node that holds the mail.
 */
public final class QuestionStore {

    static final String PURPOSE = "question";
    static final String PHONE = "phone of a question";
    private static final int ID_BYTES = 16;

    private static final String INSERT = """
            INSERT INTO siegel_question
                (id, node, mail_name, state, key_id, document, asked_at, remind_at, expires_at)
            VALUES (:id, :node, :mail, 'WAITING', :key, :document, :asked, :remind, :expires)
            """;
    private static final String SELECT = """
            SELECT id, node, state, key_id, document, asked_at, expires_at, choice, decided_by, decided_at, words,
                   password_mode, carried_out_at, mail_gone
            FROM siegel_question\s""";

    /** With the columns of the index before the ones that differ: only so H2 takes the order from it, and stops at the limit. */
    private static final String IN_TURN = " ORDER BY state, expires_at, id";

    private final Transactions transactions;
    private final SecretBox box;
    private final String node;
    private final Clock clock;

    @AtTheEdge
    private final SecureRandom random;

    @AtTheEdge
    QuestionStore(Transactions transactions, SecretBox box, String node, Clock clock, SecureRandom random) {
        this.transactions = transactions;
        this.box = box;
        this.node = node;
        this.clock = clock;
        this.random = random;
    }

    /**
     * Notes that the mail waits. Asked about a mail of this node twice, as after a crash, it is the same question.
     *
     * @param expires from when on nobody can decide any more
     * @param remind  when the sender is reminded; empty for never
     */
    @AtTheEdge
    public Question ask(HeldMail mail, Instant expires, Optional<Instant> remind) {
        byte[] bytes = new byte[ID_BYTES];
        random.nextBytes(bytes);
        String id = HexFormat.of().formatHex(bytes);
        char[] document = HeldMailJson.write(mail).toCharArray();
        SealedSecret sealed = box.seal(document, PURPOSE, id);
        try {
            transactions.write(
                    "store a question",
                    handle -> handle.createUpdate(INSERT)
                            .bind("id", id)
                            .bind("node", node)
                            .bind("mail", LookupKey.of(mail.mailName()))
                            .bind("key", sealed.keyId())
                            .bind("document", sealed.text())
                            .bind("asked", now())
                            .bind("remind", remind.map(QuestionStore::micros).orElse(null))
                            .bind("expires", micros(expires))
                            .execute());
        } catch (StoreException e) {
            if (!e.isUniqueViolation()) {
                throw e;
            }
        }
        return ofMail(mail.mailName())
                .orElseThrow(() -> new StoreException("A question was stored and is gone: " + id));
    }

    /** A new token that answers the question, beside those that it has. */
    @AtTheEdge
    public QuestionToken newToken(Question question) {
        QuestionToken token = QuestionToken.random(random);
        transactions.write(
                "store a token",
                handle -> handle.createUpdate(
                                "INSERT INTO siegel_question_token (token_hash, question_id) VALUES (:hash, :id)")
                        .bind("hash", token.hash())
                        .bind("id", question.id())
                        .execute());
        return token;
    }

    /** The question that the token answers; decided ones too, so that it can be said what was decided. */
    public Optional<Question> find(QuestionToken token) {
        return one(
                "id = (SELECT question_id FROM siegel_question_token WHERE token_hash = :hash)",
                query -> query.bind("hash", token.hash()));
    }

    /** The question of that id. */
    public Optional<Question> find(String id) {
        return one("id = :id", query -> query.bind("id", id));
    }

    /** The question about that mail of this node. */
    public Optional<Question> ofMail(String mailName) {
        return one(
                "node = :node AND mail_name = :mail",
                query -> query.bind("node", node).bind("mail", LookupKey.of(mailName)));
    }

    /**
     * The questions that wait, those first that expire first.
     *
     * @param most  at most so many
     * @param after only those that come after this one in that order; empty for the first ones
     */
    public List<Question> waiting(int most, Optional<Question> after) {
        String condition = "state = 'WAITING'"
                + (after.isPresent() ? " AND expires_at >= :expires AND (expires_at > :expires OR id > :id)" : "");
        return many(condition + IN_TURN, most, query -> {
            after.ifPresent(last -> query.bind("expires", last.expires()).bind("id", last.id()));
            return query;
        });
    }

    /** How many wait. */
    public long countWaiting() {
        return transactions.read(
                "count questions",
                handle -> handle.createQuery("SELECT count(*) FROM siegel_question WHERE state = 'WAITING'")
                        .mapTo(Long.class)
                        .one());
    }

    /** How many nobody has decided, whose time was over before then. */
    public long countOverdue(Instant before) {
        return transactions.read(
                "count questions",
                handle -> handle.createQuery("SELECT count(*) FROM siegel_question WHERE state = 'WAITING'"
                                + " AND expires_at <= :before")
                        .bind("before", micros(before))
                        .mapTo(Long.class)
                        .one());
    }

    /** How many mails are still held that were decided on before then, by the node that holds them. */
    public Map<String, Long> lateToCarryOut(Instant before) {
        return transactions.read(
                "count questions",
                handle -> handle.createQuery("SELECT node, count(*) AS held FROM siegel_question"
                                + " WHERE carried_out_at IS NULL AND state <> 'WAITING' AND decided_at <= :before"
                                + " GROUP BY node ORDER BY node")
                        .bind("before", micros(before))
                        .reduceRows(new TreeMap<>(), (counts, row) -> {
                            counts.put(row.getColumn("node", String.class), row.getColumn("held", Long.class));
                            return counts;
                        }));
    }

    /** Decides; see {@link #decide(Question, QuestionDecision, Optional)}. */
    public boolean decide(Question question, QuestionDecision decision) {
        return decide(question, decision, Optional.empty());
    }

    /**
     * Decides. Of all that decide at once, one gets {@code true}; whoever comes after the time is over gets {@code false},
     * but for {@link QuestionDecision.By#EXPIRY}, which comes only then.
     *
     * @param phone to which the password goes as a text message; kept encrypted until the decision is carried out
     */
    @AtTheEdge
    public boolean decide(Question question, QuestionDecision decision, Optional<PhoneNumber> phone) {
        boolean isExpiry = decision.by() == QuestionDecision.By.EXPIRY;
        Optional<SealedSecret> sealed = phone.map(number -> seal(number, question.id()));
        return transactions.write("store a decision", handle -> {
            int decided = handle.createUpdate("UPDATE siegel_question SET state = :state, choice = :choice,"
                            + " decided_by = :by, decided_at = :at, words = :words, password_mode = :password"
                            + " WHERE id = :id AND state = 'WAITING' AND expires_at "
                            + (isExpiry ? "<=" : ">") + " :now")
                    .bind("state", decision.state().name())
                    .bind("choice", decision.choice().name())
                    .bind("by", decision.by().name())
                    .bind("at", micros(decision.at()))
                    .bind("words", decision.words())
                    .bind(
                            "password",
                            decision.password().map(PasswordMode::name).orElse(null))
                    .bind("id", question.id())
                    .bind("now", now())
                    .execute();
            if (decided == 1) {
                forgetPhone(handle, question);
                sealed.ifPresent(number -> handle.createUpdate("INSERT INTO siegel_question_phone"
                                + " (question_id, key_id, phone) VALUES (:id, :key, :phone)")
                        .bind("id", question.id())
                        .bind("key", number.keyId())
                        .bind("phone", number.text())
                        .execute());
            }
            return decided == 1;
        });
    }

    @AtTheEdge
    private SealedSecret seal(PhoneNumber number, String id) {
        char[] digits = number.digits().toCharArray();
        try {
            return box.seal(digits, PHONE, id);
        } finally {
            Arrays.fill(digits, '\0');
        }
    }

    /** The number that was given with the decision; empty if there was none, or it is carried out. */
    public Optional<PhoneNumber> phone(Question question) {
        return transactions
                .read(
                        "read a telephone number",
                        handle -> handle.createQuery(
                                        "SELECT key_id, phone FROM siegel_question_phone WHERE question_id = :id")
                                .bind("id", question.id())
                                .map((row, _context) ->
                                        new SealedSecret(row.getString("key_id"), row.getString("phone")))
                                .findOne())
                .map(kept -> phone(kept, question.id()));
    }

    private PhoneNumber phone(SealedSecret sealed, String id) {
        char[] digits = box.reveal(sealed, PHONE, id);
        try {
            return new PhoneNumber(new String(digits));
        } finally {
            Arrays.fill(digits, '\0');
        }
    }

    private static void forgetPhone(Handle handle, Question question) {
        handle.createUpdate("DELETE FROM siegel_question_phone WHERE question_id = :id")
                .bind("id", question.id())
                .execute();
    }

    /** Those whose time is over and that nobody has decided, on whatever node. */
    public List<Question> overdue(int most) {
        return many("state = 'WAITING' AND expires_at <= :now" + IN_TURN, most, query -> query.bind("now", now()));
    }

    /** Those on this node whose senders are to be reminded. */
    public List<Question> toRemind(int most) {
        return many(
                "node = :node AND state = 'WAITING' AND remind_at <= :now AND expires_at > :now"
                        + " ORDER BY node, state, remind_at",
                most,
                query -> query.bind("now", now()).bind("node", node));
    }

    /** The sender was reminded. */
    public void reminded(Question question) {
        transactions.write(
                "note a reminder",
                handle -> handle.createUpdate("UPDATE siegel_question SET remind_at = NULL WHERE id = :id")
                        .bind("id", question.id())
                        .execute());
    }

    /** Those on this node whose senders decided to wait for the recipient's server. */
    public List<Question> waitingForServer(int most) {
        return many(
                "node = :node AND state = 'WAITING' AND choice = 'WAIT' ORDER BY decided_at",
                most,
                query -> query.bind("node", node));
    }

    /** Those on this node that were decided and whose mails are still held. */
    public List<Question> toCarryOut(int most) {
        return many(
                "node = :node AND carried_out_at IS NULL AND state <> 'WAITING' ORDER BY decided_at",
                most,
                query -> query.bind("node", node));
    }

    /** Whether mails of this node wait for a decision, or were decided on and are still held. */
    public boolean isAnythingOpen() {
        return transactions.read(
                "look for questions",
                handle -> handle.createQuery(
                                "SELECT 1 FROM siegel_question WHERE node = :node AND carried_out_at IS NULL"
                                        + " LIMIT 1")
                        .bind("node", node)
                        .mapTo(Integer.class)
                        .findFirst()
                        .isPresent());
    }

    /**
     * Claims the right to carry the decision out, for the mail with that release id. The same mail may claim again, as
     * after a crash; another copy of it gets {@code false} and must be dropped.
     */
    public boolean claim(String id, String releaseId) {
        return transactions.write(
                        "claim a released mail",
                        handle -> handle.createUpdate("UPDATE siegel_question SET release_id = :release WHERE id = :id"
                                        + " AND state <> 'WAITING' AND (release_id IS NULL OR release_id = :release)")
                                .bind("release", releaseId)
                                .bind("id", id)
                                .execute())
                == 1;
    }

    /** The mail is no longer held: it was handed to James. */
    public void carriedOut(Question question) {
        end(question, false);
    }

    /** The mail is not there any more, so nothing can be done with it. */
    public void gone(Question question) {
        end(question, true);
    }

    private void end(Question question, boolean isGone) {
        transactions.write("note that a decision was carried out", handle -> {
            forgetPhone(handle, question);
            return handle.createUpdate(
                            "UPDATE siegel_question SET carried_out_at = :now, mail_gone = :gone WHERE id = :id")
                    .bind("now", now())
                    .bind("gone", isGone)
                    .bind("id", question.id())
                    .execute();
        });
    }

    /**
     * Deletes what was carried out before then.
     *
     * @return how many
     */
    public int sweep(Instant before) {
        return transactions.write("delete old questions", handle -> {
            handle.createUpdate("DELETE FROM siegel_question_token WHERE question_id IN"
                            + " (SELECT id FROM siegel_question WHERE carried_out_at < :before)")
                    .bind("before", micros(before))
                    .execute();
            return handle.createUpdate("DELETE FROM siegel_question WHERE carried_out_at < :before")
                    .bind("before", micros(before))
                    .execute();
        });
    }

    /** Fills the places of a statement. */
    private interface Binding {
        Query bind(Query query);
    }

    private Optional<Question> one(String condition, Binding binding) {
        return many(condition, 1, binding).stream().findFirst();
    }

    private List<Question> many(String condition, int most, Binding binding) {
        return transactions.read(
                "read questions",
                handle -> binding.bind(handle.createQuery(SELECT + "WHERE " + condition + " LIMIT " + most))
                        .map((row, _context) -> question(row))
                        .list());
    }

    private Question question(ResultSet row) throws SQLException {
        String id = row.getString("id");
        char[] document = box.reveal(new SealedSecret(row.getString("key_id"), row.getString("document")), PURPOSE, id);
        try {
            return new Question(
                    id,
                    row.getString("node"),
                    HeldMailJson.read(new String(document)),
                    instant(row, "asked_at").orElseThrow(),
                    instant(row, "expires_at").orElseThrow(),
                    QuestionState.valueOf(row.getString("state")),
                    decision(row),
                    instant(row, "carried_out_at"),
                    row.getBoolean("mail_gone"));
        } catch (IllegalArgumentException e) {
            throw new StoreException(
                    "The row of question " + id + " cannot be read: was it written by a newer version, or changed?", e);
        } finally {
            Arrays.fill(document, '\0');
        }
    }

    private static Optional<QuestionDecision> decision(ResultSet row) throws SQLException {
        @Nullable String choice = row.getString("choice");
        return choice == null
                ? Optional.empty()
                : Optional.of(new QuestionDecision(
                        Choice.valueOf(choice),
                        QuestionDecision.By.valueOf(row.getString("decided_by")),
                        instant(row, "decided_at").orElseThrow(),
                        row.getString("words"),
                        Optional.ofNullable(row.getString("password_mode")).map(PasswordMode::valueOf)));
    }

    private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        @Nullable OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return Optional.ofNullable(time).map(OffsetDateTime::toInstant);
    }

    private Instant now() {
        return micros(clock.instant());
    }

    private static Instant micros(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MICROS);
    }
}
