package org.siegel.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;
import org.siegel.store.RecipientSecret.Kind;

/** The secrets that are kept for recipients, encrypted. None expires: it opens old mails for as long as somebody keeps them. */
public final class RecipientSecretStore {

    static final String PURPOSE = "recipient";

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9]{1,16}");
    private static final int RACES = 10;
    private static final String SELECT =
            "SELECT id, kind, version, address, entropy, created_at, told_at, key_id, secret FROM siegel_recipient_secret ";
    private static final String THIS_ONE = "recipient = :recipient AND kind = :kind AND id = :id";

    private final Transactions transactions;
    private final SecretBox box;
    private final Clock clock;

    RecipientSecretStore(Transactions transactions, SecretBox box, Clock clock) {
        this.transactions = transactions;
        this.box = box;
        this.clock = clock;
    }

    /** A new secret as it is made; {@code secret} is wiped by whoever asked for it. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Made(String id, int entropy, char[] secret) {}

    /** Makes secrets. */
    @FunctionalInterface
    public interface Making {
        Made make();
    }

    /** What is in use for that recipient. */
    public Optional<RecipientSecret> current(String recipient, Kind kind) {
        return transactions.read(
                "read a recipient's secret",
                handle -> handle.createQuery(
                                SELECT
                                        + "WHERE recipient = :recipient AND kind = :kind ORDER BY version DESC FETCH FIRST 1 ROWS ONLY")
                        .bind("recipient", key(recipient))
                        .bind("kind", kind.name())
                        .map(DESCRIPTION)
                        .findOne());
    }

    /** The same; the first that asks, of all callers on all nodes, makes it. It is on the disk when this returns. */
    public RecipientSecret currentOrNew(String recipient, Kind kind, Making making) {
        Optional<RecipientSecret> present = current(recipient, kind);
        if (present.isPresent()) {
            return present.get();
        }
        Made made = making.make();
        try {
            SecretNote note = SecretNote.seal(box, recipient, kind, checked(made.id()), made.entropy(), made.secret());
            insert(note, 1);
        } finally {
            Arrays.fill(made.secret(), '\0');
        }
        return current(recipient, kind).orElseThrow(() -> new StoreException("A secret was stored and is gone"));
    }

    /**
     * Puts one into use in the place of what was; the old one is kept for old mails.
     *
     * @throws StoreException if it was encrypted with another key, for another place, or was changed
     */
    public RecipientSecret adopt(SecretNote note) {
        checked(note.id());
        Arrays.fill(box.reveal(note.sealed(), PURPOSE, row(note.recipient(), note.kind(), note.id())), '\0');
        for (int i = 0; i < RACES; i++) {
            Optional<RecipientSecret> present = current(note.recipient(), note.kind());
            if (present.isPresent() && present.get().id().equals(note.id())) {
                return present.get(); // taken before, by a process that was killed then
            }
            if (insert(note, present.map(RecipientSecret::version).orElse(0) + 1)) {
                return current(note.recipient(), note.kind()).orElseThrow();
            }
        }
        throw new StoreException("Cannot store a recipient's secret in " + transactions.where()
                + ": others change it all the time, or its id is taken");
    }

    /**
     * The secret itself, whether in use or an old one; the caller wipes it.
     *
     * @throws StoreException if it cannot be decrypted
     */
    public Optional<char[]> reveal(String recipient, Kind kind, String id) {
        return transactions
                .read(
                        "read a recipient's secret",
                        handle -> handle.createQuery(SELECT + "WHERE " + THIS_ONE)
                                .bind("recipient", key(recipient))
                                .bind("kind", kind.name())
                                .bind("id", id)
                                .map((row, _context) ->
                                        new SealedSecret(row.getString("key_id"), row.getString("secret")))
                                .findOne())
                .map(found -> box.reveal(found, PURPOSE, row(mailbox(recipient), kind, id)));
    }

    /** Notes that a sender was told; true for the one who was first. */
    public boolean markTold(RecipientSecret secret) {
        return transactions.write(
                        "note that a sender was told",
                        handle -> handle.createUpdate("UPDATE siegel_recipient_secret SET told_at = :now WHERE "
                                        + THIS_ONE + " AND told_at IS NULL")
                                .bind("now", now())
                                .bind("recipient", key(secret.recipient()))
                                .bind("kind", secret.kind().name())
                                .bind("id", secret.id())
                                .execute())
                == 1;
    }

    /** All of them, by recipient, the ones in use first. */
    public List<RecipientSecret> all() {
        return all(transactions);
    }

    static List<RecipientSecret> all(Transactions transactions) {
        return transactions.read(
                "list recipients' secrets",
                handle -> handle.createQuery(SELECT + "ORDER BY recipient, kind, version DESC")
                        .map(DESCRIPTION)
                        .list());
    }

    /**
     * Forgets all of a recipient and kind, the old ones too.
     *
     * @return how many
     */
    public int remove(String recipient, Kind kind) {
        return transactions.write(
                "remove a recipient's secrets",
                handle -> handle.createUpdate(
                                "DELETE FROM siegel_recipient_secret WHERE recipient = :recipient AND kind = :kind")
                        .bind("recipient", key(recipient))
                        .bind("kind", kind.name())
                        .execute());
    }

    /** @return false if another was faster */
    private boolean insert(SecretNote note, int version) {
        try {
            return transactions.write(
                            "store a recipient's secret",
                            handle -> handle.createUpdate("""
                                            INSERT INTO siegel_recipient_secret
                                                (recipient, kind, version, id, address, entropy, key_id, secret, created_at)
                                            VALUES (:recipient, :kind, :version, :id, :address, :entropy, :key, :secret, :created)
                                            """)
                                    .bind("recipient", key(note.recipient()))
                                    .bind("kind", note.kind().name())
                                    .bind("version", version)
                                    .bind("id", note.id())
                                    .bind("address", note.recipient())
                                    .bind("entropy", note.entropy())
                                    .bind("key", note.keyId())
                                    .bind("secret", note.secret())
                                    .bind("created", now())
                                    .execute())
                    == 1;
        } catch (StoreException e) {
            if (e.isUniqueViolation()) {
                return false;
            }
            throw e;
        }
    }

    private static final RowMapper<RecipientSecret> DESCRIPTION = new RowMapper<>() {
        @Override
        public RecipientSecret map(ResultSet row, StatementContext context) throws SQLException {
            return new RecipientSecret(
                    row.getString("address"),
                    Kind.valueOf(row.getString("kind")),
                    row.getString("id"),
                    row.getInt("version"),
                    row.getInt("entropy"),
                    instant(row, "created_at").orElseThrow(),
                    instant(row, "told_at"));
        }
    };

    private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        @Nullable OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return Optional.ofNullable(time).map(OffsetDateTime::toInstant);
    }

    private static String key(String recipient) {
        return LookupKey.ofAddress(recipient);
    }

    private static String mailbox(String recipient) {
        return recipient.strip().toLowerCase(Locale.ROOT);
    }

    private static String checked(String id) {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("'" + id + "' is no id of 1 to 16 letters and digits");
        }
        return id;
    }

    /** Kinds and ids have no blank, so this is different for every row. */
    static String row(String mailbox, Kind kind, String id) {
        return kind.name() + " " + id + " " + mailbox;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
