package org.siegel.store;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/**
 * What was done with every mail, and why. Records are only added, each chained to the one before it by its node, and go when
 * their time of retention is over. All lists are oldest first; records of several nodes
 * are in the order of their clocks.
 */
public final class EvidenceLog {

    private static final int PAGE = 500;

    private static final String SELECT = "SELECT " + EvidenceRow.COLUMNS + " FROM siegel_evidence WHERE ";

    private final Transactions transactions;
    private final EvidenceWriter writer;
    private final Clock clock;

    EvidenceLog(Transactions transactions, String node, Clock clock, EvidenceIds ids) {
        this.transactions = transactions;
        this.writer = new EvidenceWriter(transactions, LookupKey.of(node), clock, ids);
        this.clock = clock;
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
        return attempts.isEmpty() ? List.of() : writer.write(List.copyOf(attempts));
    }

    /** Whether all is there that was recorded, and as it was recorded; reads everything. */
    public ChainReport verify() {
        return new ChainCheck(transactions).run();
    }

    /**
     * Whether the chain of any node has that link: one that was noted outside the database, when {@link #verify} told it,
     * and that no one who only has the database could make anew. Reads the whole chain, as {@link #verify} does.
     *
     * @param link 64 hexadecimal digits
     */
    public boolean hasLink(String link) {
        return transactions.read(
                        "look for a link",
                        handle -> handle.createQuery("SELECT COUNT(*) FROM siegel_evidence_chain WHERE link = :link")
                                .bind("link", link.strip().toLowerCase(Locale.ROOT))
                                .mapTo(Long.class)
                                .one())
                > 0;
    }

    /**
     * Removes all records before that instant, and leaves the chain such that the rest can still be verified.
     *
     * @return how many were removed
     */
    public long removeBefore(Instant end) {
        return new Retention(transactions, clock).removeBefore(end);
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

    /**
     * All records since then of one recipient's copies of a mail, whatever ways they took: James and we give a copy a name that
     * begins with that of the mail.
     *
     * @param recipient its address; case does not matter
     */
    public List<Evidence> ofCopies(String mailName, String recipient, Instant since) {
        String key = LookupKey.of(mailName);
        return find(
                "recipient = :recipient AND recorded_at >= :since AND SUBSTRING(mail_name, 1, :length) = :mail ORDER BY id",
                query -> query.bind("recipient", LookupKey.ofAddress(recipient))
                        .bind("since", since.isBefore(Instant.EPOCH) ? Instant.EPOCH : since)
                        .bind("length", key.length())
                        .bind("mail", key));
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

    private List<Evidence> find(String condition, Consumer<Query> binder) {
        return transactions.read("read evidence", handle -> select(handle, condition, binder));
    }

    private static List<Evidence> select(Handle handle, String condition, Consumer<Query> binder) {
        try (Query query = handle.createQuery(SELECT + condition)) {
            binder.accept(query);
            return query.map((row, _context) -> EvidenceRow.read(row).evidence())
                    .list();
        }
    }
}
