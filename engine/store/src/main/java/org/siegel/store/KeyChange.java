package org.siegel.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.ResultIterator;

/**
 * Encrypts all secrets of a database anew with a new key. First the new key lies beside the old one, then the database changes in
 * one transaction, then the files change their names; whatever a crash interrupts, calling it again completes.
 */
public final class KeyChange {

    private static final String NEXT = ".next";

    private final Store store;
    private final Path keyFile;

    @AtTheEdge
    private final SecureRandom random;

    private final Clock clock;

    /**
     * Sets up; no server may run on the database.
     *
     * @param keyFile of the key in use
     */
    @AtTheEdge
    public KeyChange(Store store, Path keyFile, SecureRandom random, Clock clock) {
        this.store = store;
        this.keyFile = keyFile;
        this.random = random;
        this.clock = clock;
    }

    /**
     * What was done.
     *
     * @param secrets    how many were encrypted anew
     * @param oldKeyFile where the old key lies now
     */
    public record Done(int secrets, String newKeyId, Path oldKeyFile) {}

    /**
     * Does it.
     *
     * @throws StoreException if a secret cannot be decrypted: then nothing was changed
     */
    @AtTheEdge
    public Done change() {
        Path next = keyFile.resolveSibling(keyFile.getFileName() + NEXT);
        SecretBox old = SecretBox.open(keyFile, random);
        SecretBox fresh = SecretBox.openOrCreate(next, random);
        Transactions transactions = store.transactions();
        String registered = new KeyRegister(transactions, clock).registeredOr(old);
        int secrets = registered.equals(fresh.keyId())
                ? 0 // the database was changed before a crash; only the files are left
                : transactions.write("encrypt all secrets anew", handle -> changeAll(handle, old, fresh));
        Path kept = keyFile.resolveSibling(keyFile.getFileName() + "." + old.keyId());
        try {
            Files.copy(keyFile, kept, StandardCopyOption.COPY_ATTRIBUTES, StandardCopyOption.REPLACE_EXISTING);
            Files.move(next, keyFile, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new StoreException(
                    "The database is encrypted with the new key in " + next + ", but it could not take the name "
                            + keyFile + ": " + e + ". Mend that and give the command again",
                    e);
        }
        return new Done(secrets, fresh.keyId(), kept);
    }

    /** @param row of the columns that identify it, as its store has it */
    private record Table(String name, List<String> keyColumns, String secretColumn, String purpose, Row row) {}

    private interface Row {
        String of(ResultSet row) throws SQLException;
    }

    private static final List<Table> TABLES = List.of(
            new Table(
                    "siegel_password",
                    List.of("id"),
                    "secret",
                    PasswordStore.PURPOSE,
                    row -> PasswordStore.row(
                            row.getString("id"),
                            PasswordJson.read(row.getString("document"), Container.Format.PDF, Instant.EPOCH)
                                    .mailName())),
            new Table(
                    "siegel_recipient_secret",
                    List.of("recipient", "kind", "version"),
                    "secret",
                    RecipientSecretStore.PURPOSE,
                    row -> RecipientSecretStore.row(
                            row.getString("address"),
                            RecipientSecret.Kind.valueOf(row.getString("kind")),
                            row.getString("id"))),
            new Table("siegel_question", List.of("id"), "document", QuestionStore.PURPOSE, row -> row.getString("id")),
            new Table(
                    "siegel_question_phone",
                    List.of("question_id"),
                    "phone",
                    QuestionStore.PHONE,
                    row -> row.getString("question_id")),
            new Table(
                    "siegel_summary",
                    List.of("node", "mail_name"),
                    "document",
                    SummaryStore.PURPOSE,
                    row -> SummaryStore.row(row.getString("node"), row.getString("mail_name"))));

    private static int changeAll(Handle handle, SecretBox old, SecretBox fresh) {
        int count = 0;
        for (Table table : TABLES) {
            count += changeTable(handle, table, old, fresh);
        }
        handle.createUpdate("UPDATE siegel_secret_key SET key_id = :key")
                .bind("key", fresh.keyId())
                .execute();
        return count;
    }

    private record Pending(List<Object> key, SealedSecret secret) {}

    private static int changeTable(Handle handle, Table table, SecretBox old, SecretBox fresh) {
        List<Pending> pending = new ArrayList<>();
        List<String> columns = table.keyColumns();
        try (ResultIterator<Pending> rows = handle.createQuery("SELECT * FROM " + table.name())
                .map((row, _context) -> {
                    List<Object> key = new ArrayList<>();
                    for (String column : columns) {
                        key.add(row.getObject(column));
                    }
                    SealedSecret before =
                            new SealedSecret(row.getString("key_id"), row.getString(table.secretColumn()));
                    String place = table.row().of(row);
                    char[] clear = old.reveal(before, table.purpose(), place);
                    try {
                        return new Pending(key, fresh.seal(clear, table.purpose(), place));
                    } finally {
                        Arrays.fill(clear, '\0');
                    }
                })
                .iterator()) {
            rows.forEachRemaining(pending::add);
        }
        StringBuilder where = new StringBuilder();
        for (int i = 0; i < columns.size(); i++) {
            where.append(i == 0 ? "" : " AND ")
                    .append(columns.get(i))
                    .append(" = :k")
                    .append(i);
        }
        for (Pending one : pending) {
            var update = handle.createUpdate("UPDATE " + table.name() + " SET key_id = :key, " + table.secretColumn()
                            + " = :secret WHERE " + where)
                    .bind("key", one.secret().keyId())
                    .bind("secret", one.secret().text());
            for (int i = 0; i < columns.size(); i++) {
                update.bind("k" + i, one.key().get(i));
            }
            update.execute();
        }
        return pending.size();
    }
}
