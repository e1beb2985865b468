package org.siegel.store;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** The passwords of sealed mails, encrypted. An expired one is treated as if it were not there. */
public final class PasswordStore {

    static final String PURPOSE = "password";
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9-]{1,16}");
    private static final int PROPOSALS = 100;

    private static final String INSERT = """
            INSERT INTO siegel_password (id, mail_name, format, document, key_id, secret, created_at, expires_at)
            VALUES (:id, :mail, :format, :document, :key, :secret, :created, :expires)
            """;
    private static final String SELECT =
            "SELECT " + StoredPassword.COLUMNS + " FROM siegel_password WHERE expires_at > :now AND ";
    private static final String THIS_ONE = "id = :id AND mail_name = :mail";

    private final Transactions transactions;
    private final SecretBox box;
    private final Clock clock;

    PasswordStore(Transactions transactions, SecretBox box, Clock clock) {
        this.transactions = transactions;
        this.box = box;
        this.clock = clock;
    }

    /**
     * Stores a password under an id that no other has. It is on the disk when this returns.
     *
     * @param ids      proposes ids of up to 16 letters, digits and hyphens; asked again as long as one is taken
     * @param password well-formed text of at most 200 characters; stays the caller's, to be wiped by the caller
     * @throws StoreException if it could not be stored, or if 100 proposals were taken
     */
    public SealedPassword create(NewPassword purpose, Supplier<String> ids, char[] password) {
        if (password.length == 0 || password.length > 200) {
            throw new IllegalArgumentException("A password has 1 to 200 characters");
        }
        NewPassword kept = purpose.expiringAt(purpose.expires().truncatedTo(ChronoUnit.MICROS));
        for (int i = 0; i < PROPOSALS; i++) {
            SealedPassword proposal = new SealedPassword(checked(ids.get()), kept, now(), Optional.empty());
            SealedSecret secret = box.seal(password, PURPOSE, row(proposal.id(), kept.mailName()));
            if (insert(new StoredPassword(proposal, secret))) {
                return proposal;
            }
        }
        throw new StoreException("No free id for a password in " + transactions.where() + " after " + PROPOSALS
                + " proposals: make the ids longer, or let passwords expire sooner");
    }

    /** What is kept under this id for this mail. */
    public Optional<SealedPassword> find(String id, String mailName) {
        return stored(id, mailName).map(StoredPassword::description);
    }

    /**
     * The password itself, or nothing if none is kept under this id for this mail; the caller wipes it.
     *
     * @throws StoreException if it cannot be decrypted
     */
    public Optional<char[]> reveal(String id, String mailName) {
        return stored(id, mailName).map(row -> box.reveal(row.secret(), PURPOSE, row(id, mailName)));
    }

    /**
     * Undertakes to tell the sender. Of all callers on all nodes, one gets {@code true} and sends the notice; if it then
     * cannot, it calls {@link #takeBackNotice}.
     */
    public boolean markNotified(String id, String mailName) {
        return update("mark a notice as sent", "notified_at = :now", id, mailName, "notified_at IS NULL");
    }

    /**
     * The notice was not sent after all: it is pending again.
     *
     * @return whether it had been marked
     */
    public boolean takeBackNotice(String id, String mailName) {
        return update("take a notice back", "notified_at = NULL", id, mailName, "notified_at IS NOT NULL");
    }

    /** The passwords that were stored before then and whose senders nobody has undertaken to tell, oldest first. */
    public List<SealedPassword> pendingNotices(Instant storedBefore) {
        return transactions.read(
                "read pending notices",
                handle -> handle.createQuery(
                                SELECT + "notified_at IS NULL AND created_at < :before ORDER BY created_at, id")
                        .bind("now", now())
                        .bind("before", storedBefore)
                        .map(new StoredPassword.Mapper())
                        .map(StoredPassword::description)
                        .list());
    }

    /**
     * Deletes the expired ones.
     *
     * @return how many
     */
    public int sweep() {
        return transactions.write(
                "delete expired passwords",
                handle -> handle.createUpdate("DELETE FROM siegel_password WHERE expires_at <= :now")
                        .bind("now", now())
                        .execute());
    }

    private boolean insert(StoredPassword password) {
        SealedPassword description = password.description();
        try {
            return transactions.write(
                            "store a password",
                            handle -> handle.createUpdate(INSERT)
                                    .bind("id", description.id())
                                    .bind(
                                            "mail",
                                            LookupKey.of(description.purpose().mailName()))
                                    .bind(
                                            "format",
                                            description.purpose().format().name())
                                    .bind("document", PasswordJson.write(description.purpose()))
                                    .bind("key", password.secret().keyId())
                                    .bind("secret", password.secret().text())
                                    .bind("created", description.created())
                                    .bind("expires", description.purpose().expires())
                                    .execute())
                    == 1;
        } catch (StoreException e) {
            if (e.isUniqueViolation()) {
                return false;
            }
            throw e;
        }
    }

    private Optional<StoredPassword> stored(String id, String mailName) {
        return transactions.read(
                "read a password",
                handle -> handle.createQuery(SELECT + THIS_ONE)
                        .bind("now", now())
                        .bind("id", id)
                        .bind("mail", LookupKey.of(mailName))
                        .map(new StoredPassword.Mapper())
                        .findOne());
    }

    private boolean update(String what, String change, String id, String mailName, String condition) {
        String sql = "UPDATE siegel_password SET " + change + " WHERE " + THIS_ONE + " AND expires_at > :now AND "
                + condition;
        return transactions.write(
                        what,
                        handle -> handle.createUpdate(sql)
                                .bind("now", now())
                                .bind("id", id)
                                .bind("mail", LookupKey.of(mailName))
                                .execute())
                == 1;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static String checked(String id) {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("'" + id + "' is no id of 1 to 16 letters, digits and hyphens");
        }
        return id;
    }

    /** Ids have no blank, so this is different for every row. */
    static String row(String id, String mailName) {
        return id + " " + mailName;
    }
}
