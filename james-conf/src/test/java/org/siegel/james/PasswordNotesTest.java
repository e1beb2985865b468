package org.siegel.james;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.siegel.store.DatabaseSettings;
import org.siegel.store.RecipientSecret.Kind;
import org.siegel.store.RecipientSecretStore;
import org.siegel.store.SecretBox;
import org.siegel.store.SecretNote;
import org.siegel.store.Store;
import org.siegel.store.StoreException;

/** A password that a command left is set, even if the database is away at first. */
class PasswordNotesTest {

    private static final String RECIPIENT = "jo@praxis.test";

    private final SecureRandom random = new SecureRandom();

    @TempDir
    private Path home;

    private SecretBox box;
    private PasswordNotes notes;

    @BeforeEach
    void prepare() {
        box = SecretBox.openOrCreate(home.resolve("key"), random);
        notes = new PasswordNotes(home.resolve("notes"));
    }

    @Test
    void aNoteStaysWhileTheDatabaseIsAwayAndIsTakenAfterwards() throws IOException {
        notes.leave(SecretNote.seal(box, RECIPIENT, Kind.PRE_SHARED, "K7Q2", 80, "geheim".toCharArray()));
        Store away = open();
        RecipientSecretStore unreachable = away.recipientSecrets(box);
        away.close();
        assertThatThrownBy(() -> notes.take(unreachable)).isInstanceOf(StoreException.class);
        assertThat(left()).singleElement().asString().endsWith(".password");

        try (Store store = open()) {
            RecipientSecretStore secrets = store.recipientSecrets(box);
            notes.take(secrets);
            assertThat(secrets.current(RECIPIENT, Kind.PRE_SHARED)).isPresent();
        }
        assertThat(left()).isEmpty();
    }

    @Test
    void whatWasEncryptedWithAnotherKeyIsSetAside() throws IOException {
        SecretBox other = SecretBox.openOrCreate(home.resolve("other-key"), random);
        notes.leave(SecretNote.seal(other, RECIPIENT, Kind.PRE_SHARED, "K7Q2", 80, "geheim".toCharArray()));
        try (Store store = open()) {
            notes.take(store.recipientSecrets(box));
        }
        assertThat(left()).singleElement().asString().endsWith(".unusable");
    }

    private Store open() {
        return Store.open(
                new DatabaseSettings("jdbc:h2:file:" + home.resolve("store"), "", ""),
                "node-1",
                Clock.systemUTC(),
                random);
    }

    private List<Path> left() throws IOException {
        try (Stream<Path> files = Files.list(home.resolve("notes"))) {
            return files.toList();
        }
    }
}
