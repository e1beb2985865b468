package org.siegel.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.siegel.store.RecipientSecret.Kind;

/** What holds for secrets of recipients, and for the change of the key that they are encrypted with, on every database. */
abstract class RecipientSecretStoreContract {

    private static final String SECRET = "k7mq-x3td-9hwp-2bfz-4nrs-8vgy";
    private static final String ANNA = "Anna@labor.invalid";

    private final SteppedClock clock = new SteppedClock(Samples.NOON);
    private final SecureRandom random = new SecureRandom();
    private DatabaseSettings settings;
    private Store store;
    private SecretBox box;
    private RecipientSecretStore secrets;

    @TempDir
    Path keys;

    abstract DatabaseSettings emptyDatabase();

    @BeforeEach
    void open() {
        settings = emptyDatabase();
        reopen();
    }

    private void reopen() {
        store = Store.open(settings, "node-1", clock, random);
        box = SecretBox.openOrCreate(keys.resolve("key"), random);
        secrets = store.recipientSecrets(box);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private SecretNote note(String id, String secret) {
        return SecretNote.seal(box, ANNA, Kind.PRE_SHARED, id, 120, secret.toCharArray());
    }

    private Optional<String> revealed(Kind kind, String id) {
        return secrets.reveal(ANNA, kind, id).map(String::new);
    }

    @Test
    void theFirstWhoAsksMakesItAndAllOthersGetTheSame() {
        RecipientSecret first = secrets.currentOrNew(
                ANNA, Kind.AGREED, () -> new RecipientSecretStore.Made("K7Q2", 120, SECRET.toCharArray()));
        RecipientSecret second = secrets.currentOrNew("anna@LABOR.invalid", Kind.AGREED, () -> {
            throw new AssertionError("a second one was made");
        });

        assertThat(second).isEqualTo(first);
        assertThat(first.recipient()).isEqualTo("anna@labor.invalid");
        assertThat(first.version()).isEqualTo(1);
        assertThat(revealed(Kind.AGREED, "K7Q2")).contains(SECRET);
        assertThat(secrets.current(ANNA, Kind.PRE_SHARED)).isEmpty();
    }

    @Test
    void manyWhoAskAtOnceGetOne() throws Exception {
        int callers = 8;
        CyclicBarrier start = new CyclicBarrier(callers);
        AtomicInteger ids = new AtomicInteger();
        List<String> got = new ArrayList<>();
        try (var pool = Executors.newFixedThreadPool(callers)) {
            List<Callable<String>> work = new ArrayList<>();
            for (int i = 0; i < callers; i++) {
                work.add(() -> {
                    start.await();
                    return secrets.currentOrNew(
                                    ANNA,
                                    Kind.AGREED,
                                    () -> new RecipientSecretStore.Made(
                                            "ID" + ids.incrementAndGet(), 120, SECRET.toCharArray()))
                            .id();
                });
            }
            for (Future<String> one : pool.invokeAll(work)) {
                got.add(one.get());
            }
        }
        assertThat(got).hasSize(callers);
        assertThat(got.stream().distinct()).hasSize(1);
        assertThat(secrets.all()).hasSize(1);
    }

    @Test
    void aNewOneCountsFromNowOnAndTheOldOneStaysForOldMails() {
        secrets.adopt(note("K7Q2", SECRET));
        clock.step(Duration.ofDays(1));
        secrets.adopt(note("M4XW", "aaaa-bbbb-cccc-dddd-eeee-ffff"));

        assertThat(secrets.current(ANNA, Kind.PRE_SHARED))
                .hasValueSatisfying(current -> assertThat(current.id()).isEqualTo("M4XW"));
        assertThat(revealed(Kind.PRE_SHARED, "K7Q2")).contains(SECRET);
        assertThat(secrets.all()).extracting(RecipientSecret::id).containsExactly("M4XW", "K7Q2");
    }

    @Test
    void theSameNoteTakenTwiceCountsOnce() {
        secrets.adopt(note("K7Q2", SECRET));
        secrets.adopt(note("K7Q2", SECRET));
        assertThat(secrets.all()).hasSize(1);
    }

    @Test
    void aNoteForOneMailboxCannotBeGivenToAnother() {
        SecretNote real = note("K7Q2", SECRET);
        SecretNote moved =
                new SecretNote("eve@labor.invalid", real.kind(), real.id(), 120, real.keyId(), real.secret());
        assertThatThrownBy(() -> secrets.adopt(moved)).isInstanceOf(StoreException.class);
        assertThat(secrets.all()).isEmpty();
    }

    @Test
    void whoMovesARowInTheDatabaseOpensNothing() throws SQLException {
        secrets.adopt(note("K7Q2", SECRET));
        Databases.execute(settings, "UPDATE siegel_recipient_secret SET kind = 'AGREED'");
        assertThatThrownBy(() -> secrets.reveal(ANNA, Kind.AGREED, "K7Q2")).isInstanceOf(StoreException.class);
    }

    @Test
    void tellingIsNotedForOne() {
        RecipientSecret secret = secrets.adopt(note("K7Q2", SECRET));
        assertThat(secrets.markTold(secret)).isTrue();
        assertThat(secrets.markTold(secret)).isFalse();
        assertThat(secrets.current(ANNA, Kind.PRE_SHARED).orElseThrow().told()).contains(Samples.NOON);
    }

    @Test
    void whatIsRemovedIsGoneWithItsHistoryAndNothingElse() {
        secrets.adopt(note("K7Q2", SECRET));
        secrets.adopt(note("M4XW", SECRET));
        secrets.currentOrNew(
                ANNA, Kind.DERIVATION, () -> new RecipientSecretStore.Made("ABCD", 256, SECRET.toCharArray()));
        assertThat(secrets.remove("ANNA@labor.invalid", Kind.PRE_SHARED)).isEqualTo(2);
        assertThat(secrets.all()).extracting(RecipientSecret::kind).containsExactly(Kind.DERIVATION);
    }

    @Test
    void aNewKeyEncryptsEverythingAndTheOldOneOpensNothingAnyMore() {
        secrets.adopt(note("K7Q2", SECRET));
        NewPassword purpose = new NewPassword(
                "mail-1",
                Optional.of("a@b.invalid"),
                List.of(ANNA),
                Container.Format.PDF,
                Samples.NOON.plus(Duration.ofDays(9)));
        store.passwords(box).create(purpose, () -> "P2P2", SECRET.toCharArray());
        String before = box.keyId();

        KeyChange.Done done = new KeyChange(store, keys.resolve("key"), random, clock).change();
        store.close();

        assertThat(done.secrets()).isEqualTo(2);
        assertThat(SecretBox.open(done.oldKeyFile(), random).keyId()).isEqualTo(before);
        reopen();
        assertThat(box.keyId()).isEqualTo(done.newKeyId()).isNotEqualTo(before);
        assertThat(revealed(Kind.PRE_SHARED, "K7Q2")).contains(SECRET);
        assertThat(store.passwords(box).reveal("P2P2", "mail-1").map(String::new))
                .contains(SECRET);
        assertThatThrownBy(() -> store.passwords(SecretBox.open(done.oldKeyFile(), random)))
                .isInstanceOf(StoreException.class);
        assertThat(keys.resolve("key.next")).doesNotExist();
    }

    @Test
    void aChangeThatWasInterruptedBeforeTheFilesIsCompleted() throws Exception {
        secrets.adopt(note("K7Q2", SECRET));
        Path key = keys.resolve("key");
        byte[] old = Files.readAllBytes(key);
        KeyChange change = new KeyChange(store, key, random, clock);
        change.change();
        // as if the process had been killed after the database's change and before the files'
        Files.move(key, keys.resolve("key.next"));
        Files.write(key, old);
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("r--------"));

        assertThat(change.change().secrets()).isZero();

        store.close();
        reopen();
        assertThat(revealed(Kind.PRE_SHARED, "K7Q2")).contains(SECRET);
    }

    @Test
    void nothingChangesIfOneSecretCannotBeRead() throws SQLException {
        secrets.adopt(note("K7Q2", SECRET));
        secrets.adopt(note("M4XW", SECRET));
        Databases.execute(settings, "UPDATE siegel_recipient_secret SET secret = 'AAAA' WHERE id = 'M4XW'");
        assertThatThrownBy(() -> new KeyChange(store, keys.resolve("key"), random, clock).change())
                .isInstanceOf(StoreException.class);
        assertThat(revealed(Kind.PRE_SHARED, "K7Q2")).contains(SECRET);
    }
}
