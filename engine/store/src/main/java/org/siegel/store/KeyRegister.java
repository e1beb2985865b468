package org.siegel.store;

import java.time.Clock;
import java.util.Optional;

/** Which key the passwords in this database are encrypted with, so that no node starts with a key of its own. */
final class KeyRegister {

    private static final String PURPOSE = "password";

    private final Transactions transactions;
    private final Clock clock;

    KeyRegister(Transactions transactions, Clock clock) {
        this.transactions = transactions;
        this.clock = clock;
    }

    /** The first to come decides; the others must hold the same key. */
    void claim(SecretBox box) {
        try {
            transactions.write(
                    "register the key of " + box.where(),
                    handle -> handle.createUpdate(
                                    "INSERT INTO siegel_secret_key (purpose, key_id, registered_at) VALUES (:purpose, :key, :at)")
                            .bind("purpose", PURPOSE)
                            .bind("key", box.keyId())
                            .bind("at", clock.instant())
                            .execute());
        } catch (StoreException e) {
            if (!e.isUniqueViolation()) {
                throw e;
            }
            requireRegistered(box);
        }
    }

    /** The id of the key that is registered; that of the box if none is. */
    String registeredOr(SecretBox box) {
        return registered().orElse(box.keyId());
    }

    private Optional<String> registered() {
        return transactions.read(
                "read the registered key",
                handle -> handle.createQuery("SELECT key_id FROM siegel_secret_key WHERE purpose = :purpose")
                        .bind("purpose", PURPOSE)
                        .mapTo(String.class)
                        .findOne());
    }

    private void requireRegistered(SecretBox box) {
        String registered = registered().orElse("none");
        if (!registered.equals(box.keyId())) {
            throw new StoreException("Here " + box.where() + " holds key " + box.keyId()
                    + ", but the passwords in " + transactions.where() + " are encrypted with key " + registered
                    + ". Copy the key of the node that first used this database. If that key is lost, stop all"
                    + " nodes, DELETE FROM siegel_secret_key, and start: the old passwords stay unreadable");
        }
    }
}
