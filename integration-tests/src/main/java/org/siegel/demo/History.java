package org.siegel.demo;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.siegel.policy.Procedure;
import org.siegel.store.DatabaseSettings;
import org.siegel.store.Evidence;
import org.siegel.store.Judgement;
import org.siegel.store.ObservedConnection;
import org.siegel.store.Outcome;
import org.siegel.store.Store;

/**
 * What the evidence says of one recipient's copy.
 *
 * @param records oldest first; not empty
 */
record History(List<Evidence> records) {

    History {
        records = List.copyOf(records);
        if (records.isEmpty()) {
            throw new IllegalArgumentException("a copy without evidence has no history");
        }
    }

    /** All records of a gateway that does not run any more: it alone has its database open while it does. */
    static List<Evidence> read(Path home, Clock clock, SecureRandom random) {
        DatabaseSettings settings = new DatabaseSettings("jdbc:h2:file:" + home.resolve("var/siegel/store"), "", "");
        List<Evidence> records = new ArrayList<>();
        try (Store store = Store.open(settings, "reader", clock, random)) {
            store.evidence().export(Instant.EPOCH, records::add);
        }
        return records;
    }

    /** That of one recipient's copy of one mail; empty if nothing was recorded. */
    static Optional<History> of(List<Evidence> all, String messageId, String recipient) {
        List<Evidence> mine = all.stream()
                .filter(record -> record.attempt().copy().recipient().equalsIgnoreCase(recipient))
                .filter(record -> record.attempt().copy().messageId().equals(Optional.of(messageId)))
                .toList();
        return mine.isEmpty() ? Optional.empty() : Optional.of(new History(mine));
    }

    /** What was known and decided at first. */
    Judgement judgement() {
        return records.getFirst().attempt().judgement();
    }

    /** The last procedure decided on. */
    Procedure procedure() {
        return records.getLast().attempt().judgement().decision().procedure();
    }

    /** Whether it waited for its sender's decision. */
    boolean wasHeld() {
        return records.stream().anyMatch(record -> record.attempt().handling().outcome() == Outcome.HELD);
    }

    Outcome outcome() {
        return records.getLast().attempt().handling().outcome();
    }

    /** The connection of the last attempt, if it came to one. */
    Optional<ObservedConnection> connection() {
        return records.getLast().attempt().handling().connection();
    }

    /** What the server or the gateway said last. */
    String words() {
        var handling = records.getLast().attempt().handling();
        return handling.reply().map(reply -> reply.text()).orElse(handling.reason());
    }

    /** The id of the password, if it was sealed. */
    Optional<String> passwordId() {
        return records.getLast().attempt().handling().container().map(container -> container.passwordId());
    }
}
