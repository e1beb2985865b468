package org.siegel.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for the store of passwords on every database. */
abstract class PasswordStoreContract {

    private static final Instant START = Samples.NOON;
    private static final String PASSWORD = "wolke-\u00E4rmel-\uD83D\uDE00-sieben";

    private final SteppedClock clock = new SteppedClock(START);
    private final SecureRandom random = new SecureRandom();
    private DatabaseSettings settings;
    private Store store;
    private PasswordStore passwords;

    @TempDir
    Path keys;

    abstract DatabaseSettings emptyDatabase();

    @BeforeEach
    void open() {
        settings = emptyDatabase();
        store = Store.open(settings, "node-1", clock, random);
        passwords = store.passwords(box("key"));
    }

    @AfterEach
    void close() {
        store.close();
    }

    private SecretBox box(String file) {
        return SecretBox.openOrCreate(keys.resolve(file), random);
    }

    private static NewPassword purpose(String mailName) {
        return new NewPassword(
                mailName,
                Optional.of("anna@sender.invalid"),
                List.of("bernd@recipient.invalid", "\u00FC\0\"@recipient.invalid"),
                Container.Format.ZIP,
                START.plus(Duration.ofDays(30)));
    }

    private SealedPassword create(String id, String mailName) {
        return passwords.create(purpose(mailName), () -> id, PASSWORD.toCharArray());
    }

    @Test
    void passwordComesBackForItsIdAndMail() {
        char[] password = PASSWORD.toCharArray();

        SealedPassword created = passwords.create(purpose("m1"), () -> "K7Q2", password);

        assertThat(created).isEqualTo(new SealedPassword("K7Q2", purpose("m1"), START, Optional.empty()));
        assertThat(passwords.find("K7Q2", "m1")).contains(created);
        assertThat(passwords.reveal("K7Q2", "m1").orElseThrow()).containsExactly(PASSWORD.toCharArray());
        assertThat(password).as("the caller's array").containsExactly(PASSWORD.toCharArray());
    }

    @Test
    void nothingIsFoundForAnotherMailOrAnotherId() {
        create("K7Q2", "m1");

        assertThat(passwords.find("K7Q2", "m2")).isEmpty();
        assertThat(passwords.reveal("K7Q2", "m2")).isEmpty();
        assertThat(passwords.find("K7Q3", "m1")).isEmpty();
        assertThat(passwords.markNotified("K7Q2", "m2")).isFalse();
    }

    @Test
    void takenIdIsProposedAgain() {
        create("AAAA", "m1");
        create("BBBB", "m2");
        Iterator<String> proposals = List.of("AAAA", "BBBB", "CCCC").iterator();

        SealedPassword third = passwords.create(purpose("m3"), proposals::next, "other".toCharArray());

        assertThat(third.id()).isEqualTo("CCCC");
        assertThat(passwords.reveal("AAAA", "m1").orElseThrow()).containsExactly(PASSWORD.toCharArray());
    }

    @Test
    void endlessCollisionsAreAnError() {
        create("AAAA", "m1");

        assertThatThrownBy(() -> create("AAAA", "m2"))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("make the ids longer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "has blank", "0123456789abcdefX", "K7Q2\n", "\u00C4"})
    void oddIdsAreRefused(String id) {
        assertThatThrownBy(() -> create(id, "m1")).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "half \uD83D a pair"})
    void whatIsNoTextIsRefusedWithoutQuotingIt(String password) {
        assertThatThrownBy(() -> passwords.create(purpose("m"), () -> "K7Q2", password.toCharArray()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("half");
    }

    @Test
    void noticeIsSentByOneOfManyThreads() throws Exception {
        create("K7Q2", "m1");
        int rivals = 16;
        CyclicBarrier start = new CyclicBarrier(rivals);
        Callable<Boolean> rival = () -> {
            start.await();
            return passwords.markNotified("K7Q2", "m1");
        };
        int winners = 0;
        try (ExecutorService threads = Executors.newFixedThreadPool(rivals)) {
            for (Future<Boolean> claim : threads.invokeAll(
                    IntStream.range(0, rivals).mapToObj(i -> rival).toList())) {
                winners += claim.get() ? 1 : 0;
            }
        }

        assertThat(winners).isOne();
        assertThat(passwords.find("K7Q2", "m1").orElseThrow().notified()).contains(START);
    }

    @Test
    void noticeThatCouldNotBeSentIsPendingAgain() {
        create("K7Q2", "m1");
        passwords.markNotified("K7Q2", "m1");

        assertThat(passwords.takeBackNotice("K7Q2", "m1")).isTrue();

        assertThat(passwords.takeBackNotice("K7Q2", "m1")).isFalse();
        assertThat(passwords.markNotified("K7Q2", "m1")).isTrue();
    }

    @Test
    void pendingAreThoseThatNobodyWasToldOfForSomeTime() {
        SealedPassword oldest = create("A", "m1");
        create("B", "m2");
        passwords.markNotified("B", "m2");
        clock.step(Duration.ofMinutes(5));
        SealedPassword older = create("C", "m3");
        clock.step(Duration.ofMinutes(5));
        create("D", "m4");

        assertThat(passwords.pendingNotices(clock.instant())).containsExactly(oldest, older);
        assertThat(passwords.pendingNotices(START)).isEmpty();
    }

    @Test
    void expiredPasswordIsGoneAtOnceAndItsRowWithTheSweep() {
        create("K7Q2", "m1");
        clock.step(Duration.ofDays(15));
        passwords.create(
                new NewPassword(
                        "m2",
                        Optional.empty(),
                        List.of("b@c.invalid"),
                        Container.Format.PDF,
                        START.plus(Duration.ofDays(60))),
                () -> "YOUNG",
                "x".toCharArray());
        assertThat(passwords.sweep()).isZero();
        clock.step(Duration.ofDays(15));

        assertThat(passwords.find("K7Q2", "m1")).isEmpty();
        assertThat(passwords.reveal("K7Q2", "m1")).isEmpty();
        assertThat(passwords.markNotified("K7Q2", "m1")).isFalse();
        assertThat(passwords.pendingNotices(clock.instant()))
                .extracting(SealedPassword::id)
                .containsExactly("YOUNG");
        assertThat(passwords.sweep()).isOne();
        assertThat(passwords.find("YOUNG", "m2")).isPresent();
    }

    @Test
    void databaseHoldsNoPasswordInClear() throws SQLException {
        create("K7Q2", "m1");

        try (Connection connection = Databases.connect(settings);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT * FROM siegel_password")) {
            assertThat(row.next()).isTrue();
            for (int column = 1; column <= row.getMetaData().getColumnCount(); column++) {
                assertThat(String.valueOf(row.getString(column)))
                        .doesNotContain("wolke")
                        .doesNotContain("sieben");
            }
        }
    }

    @Test
    void secretMovedToAnotherRowDoesNotOpen() throws SQLException {
        create("OWN", "m1");
        create("VICTIM", "m2");
        Databases.execute(
                settings,
                "UPDATE siegel_password SET secret = (SELECT s.secret FROM siegel_password s WHERE s.id = 'VICTIM')"
                        + " WHERE id = 'OWN'");

        assertThatThrownBy(() -> passwords.reveal("OWN", "m1"))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("belongs to another row");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "AAAA", "no base64!", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    void damagedSecretIsAnErrorThatSaysSo(String damaged) throws SQLException {
        create("K7Q2", "m1");
        Databases.execute(settings, "UPDATE siegel_password SET secret = '" + damaged + "'");

        assertThatThrownBy(() -> passwords.reveal("K7Q2", "m1"))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("K7Q2");
    }

    @Test
    void nodeWithAnotherKeyIsRefused() {
        assertThatThrownBy(() -> store.passwords(box("other-key")))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("other-key")
                .hasMessageContaining("Copy the key");
        assertThat(store.passwords(box("key"))).isNotNull();
    }

    @Test
    void passwordsAreThereAfterReopening() {
        create("K7Q2", "m1");
        store.close();
        store = Store.open(settings, "node-1", clock, random);

        assertThat(store.passwords(box("key")).reveal("K7Q2", "m1").orElseThrow())
                .containsExactly(PASSWORD.toCharArray());
    }
}
