package org.siegel.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;

/**
 * The mails whose senders are still to be told how each recipient got them. A row goes when that is done, so that it is done once, and
 * after a restart too. Each node looks after its own, and after those that another has not looked at for an hour: it is gone, or has
 * another name now.
 */
public final class SummaryStore {

    static final String PURPOSE = "summary";

    private static final String THIS_ONE = " WHERE node = :node AND mail_name = :mail";

    /** A node that runs is never that late; one that is being restarted is back before. */
    private static final Duration LEFT_BEHIND = Duration.ofHours(1);

    /** A node that tells senders is never away that long and comes back. */
    private static final Duration GIVEN_UP = Duration.ofDays(7);

    private final Transactions transactions;
    private final SecretBox box;
    private final String node;
    private final Clock clock;

    SummaryStore(Transactions transactions, SecretBox box, String node, Clock clock) {
        this.transactions = transactions;
        this.box = box;
        this.node = node;
        this.clock = clock;
    }

    /** What the ciphertext of a mail is bound to. */
    static String row(String node, String mailKey) {
        return node + " " + mailKey;
    }

    /** Notes the mail; one that is noted already, as after a crash, stays as it is. */
    @AtTheEdge
    public void note(SummarisedMail mail, Instant firstLook) {
        String key = LookupKey.of(mail.mailName());
        char[] document = SummarisedMailJson.write(mail).toCharArray();
        SealedSecret sealed = box.seal(document, PURPOSE, row(node, key));
        try {
            transactions.write(
                    "note a mail for a summary",
                    handle -> handle.createUpdate(
                                    "INSERT INTO siegel_summary (node, mail_name, key_id, document, accepted_at, look_at)"
                                            + " VALUES (:node, :mail, :key, :document, :accepted, :look)")
                            .bind("node", node)
                            .bind("mail", key)
                            .bind("key", sealed.keyId())
                            .bind("document", sealed.text())
                            .bind("accepted", micros(mail.accepted()))
                            .bind("look", micros(firstLook))
                            .execute());
        } catch (StoreException e) {
            if (!e.isUniqueViolation()) {
                throw e;
            }
        }
    }

    /** Those of this node that are to be looked at now, the most overdue first. */
    public List<DueSummary> due(int most) {
        return select("node = :node AND look_at <= :then", most, clock.instant());
    }

    /** Those of other nodes that should have been looked at an hour ago, the most overdue first. */
    public List<DueSummary> leftBehind(int most) {
        return select(
                "node <> :node AND look_at <= :then", most, clock.instant().minus(LEFT_BEHIND));
    }

    /** Those of this node whenever they are due, and those of other nodes that nobody has looked at for a week. */
    public List<DueSummary> unwanted(int most) {
        return select(
                "(node = :node OR look_at <= :then)", most, clock.instant().minus(GIVEN_UP));
    }

    private List<DueSummary> select(String condition, int most, Instant then) {
        return transactions.read(
                "read mails for summaries",
                handle -> handle.createQuery("SELECT node, mail_name, key_id, document, accepted_at, look_at"
                                + " FROM siegel_summary WHERE " + condition + " ORDER BY look_at, mail_name LIMIT "
                                + most)
                        .bind("node", node)
                        .bind("then", micros(then))
                        .map((row, _context) ->
                                new DueSummary(row.getString("node"), mail(row), instant(row, "look_at")))
                        .list());
    }

    /**
     * It is to be looked at again then.
     *
     * @return whether this one postponed it from its turn; of several nodes at once one does
     */
    public boolean postpone(DueSummary due, Instant nextLook) {
        return transactions.write(
                        "postpone a summary",
                        handle -> handle.createUpdate(
                                        "UPDATE siegel_summary SET look_at = :next" + THIS_ONE + " AND look_at = :look")
                                .bind("next", micros(nextLook))
                                .bind("node", due.node())
                                .bind("mail", LookupKey.of(due.mail().mailName()))
                                .bind("look", due.look())
                                .execute())
                == 1;
    }

    /** Its sender was told, or need not be. */
    public void done(DueSummary due) {
        transactions.write(
                "note that a summary is done",
                handle -> handle.createUpdate("DELETE FROM siegel_summary" + THIS_ONE)
                        .bind("node", due.node())
                        .bind("mail", LookupKey.of(due.mail().mailName()))
                        .execute());
    }

    private SummarisedMail mail(ResultSet row) throws SQLException {
        String place = row(row.getString("node"), row.getString("mail_name"));
        char[] document =
                box.reveal(new SealedSecret(row.getString("key_id"), row.getString("document")), PURPOSE, place);
        try {
            return SummarisedMailJson.read(new String(document), instant(row, "accepted_at"));
        } catch (IllegalArgumentException e) {
            throw new StoreException(
                    "The summary of mail " + row.getString("mail_name")
                            + " cannot be read: was it written by a newer version, or changed?",
                    e);
        } finally {
            Arrays.fill(document, '\0');
        }
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static Instant micros(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MICROS);
    }
}
