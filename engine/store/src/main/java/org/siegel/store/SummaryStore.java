package org.siegel.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;

/**
 * The mails of this node whose senders are still to be told how each recipient got them. A row goes when that is done, so that it is
 * done once, and after a restart too.
 */
public final class SummaryStore {

    static final String PURPOSE = "summary";

    private static final String THIS_ONE = " WHERE node = :node AND mail_name = :mail";

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

    /** Those that are to be looked at now, the most overdue first. */
    public List<SummarisedMail> due(int most) {
        return transactions.read(
                "read mails for summaries",
                handle -> handle.createQuery("SELECT node, mail_name, key_id, document, accepted_at FROM siegel_summary"
                                + " WHERE node = :node AND look_at <= :now ORDER BY look_at, mail_name LIMIT " + most)
                        .bind("node", node)
                        .bind("now", micros(clock.instant()))
                        .map((row, _context) -> mail(row))
                        .list());
    }

    /** It is to be looked at again then. */
    public void postpone(SummarisedMail mail, Instant nextLook) {
        transactions.write(
                "postpone a summary",
                handle -> handle.createUpdate("UPDATE siegel_summary SET look_at = :look" + THIS_ONE)
                        .bind("look", micros(nextLook))
                        .bind("node", node)
                        .bind("mail", LookupKey.of(mail.mailName()))
                        .execute());
    }

    /** Its sender was told, or need not be. */
    public void done(SummarisedMail mail) {
        transactions.write(
                "note that a summary is done",
                handle -> handle.createUpdate("DELETE FROM siegel_summary" + THIS_ONE)
                        .bind("node", node)
                        .bind("mail", LookupKey.of(mail.mailName()))
                        .execute());
    }

    private SummarisedMail mail(ResultSet row) throws SQLException {
        String place = row(row.getString("node"), row.getString("mail_name"));
        char[] document =
                box.reveal(new SealedSecret(row.getString("key_id"), row.getString("document")), PURPOSE, place);
        try {
            return SummarisedMailJson.read(
                    new String(document),
                    row.getObject("accepted_at", OffsetDateTime.class).toInstant());
        } catch (IllegalArgumentException e) {
            throw new StoreException(
                    "The summary of mail " + row.getString("mail_name")
                            + " cannot be read: was it written by a newer version, or changed?",
                    e);
        } finally {
            Arrays.fill(document, '\0');
        }
    }

    private static Instant micros(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MICROS);
    }
}
