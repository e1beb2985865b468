package org.siegel.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What holds for the store of MTA-STS policies on every database. */
abstract class StsPolicyStoreContract {

    private static final Instant NOON = Samples.NOON;
    private static final Duration DAY = Duration.ofDays(1);

    private DatabaseSettings settings;
    private Store store;
    private StsPolicyStore policies;

    abstract DatabaseSettings emptyDatabase();

    @BeforeEach
    void open() {
        settings = emptyDatabase();
        reopen();
    }

    @AfterEach
    void close() {
        store.close();
    }

    private void reopen() {
        store = Store.open(settings, "node-1", new SteppedClock(NOON), new SecureRandom());
        policies = store.stsPolicies();
    }

    private static StoredStsPolicy policy(String domain, String text, Instant fetched) {
        return new StoredStsPolicy(domain, "id1", text, fetched, fetched.plus(DAY.multipliedBy(7)), fetched.plus(DAY));
    }

    @Test
    void aPolicyOutlivesARestart() {
        StoredStsPolicy policy = policy("a.test", "version: STSv1\r\n\u00e4", NOON);
        policies.save(policy);
        store.close();
        reopen();

        assertThat(policies.find("a.test")).contains(policy);
        assertThat(policies.find("b.test")).isEmpty();
    }

    @Test
    void aLaterOneReplacesItAndAnEarlierOneDoesNot() {
        policies.save(policy("a.test", "new", NOON));
        policies.save(policy("a.test", "old", NOON.minusSeconds(1)));
        assertThat(policies.find("a.test").orElseThrow().policy()).isEqualTo("new");

        policies.save(policy("a.test", "newer", NOON.plusSeconds(1)));
        assertThat(policies.find("a.test").orElseThrow().policy()).isEqualTo("newer");
    }

    @Test
    void whatIsDueComesLongestWaitingFirst() {
        policies.save(policy("late.test", "x", NOON));
        policies.save(policy("early.test", "x", NOON.minusSeconds(5)));
        policies.save(policy("not.test", "x", NOON.plusSeconds(5)));

        assertThat(policies.due(NOON.plus(DAY), 10))
                .extracting(StoredStsPolicy::domain)
                .containsExactly("early.test", "late.test");
        assertThat(policies.due(NOON.plus(DAY), 1)).hasSize(1);
    }

    @Test
    void oneOfManyClaimsIt() throws Exception {
        StoredStsPolicy policy = policy("a.test", "x", NOON);
        policies.save(policy);
        CountDownLatch start = new CountDownLatch(1);
        List<Future<Boolean>> claims = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (int i = 0; i < 8; i++) {
                Instant next = NOON.plus(DAY).plusSeconds(60 + i);
                claims.add(threads.submit(() -> {
                    start.await();
                    return policies.claim(policy, next);
                }));
            }
            start.countDown();
        }

        int successes = 0;
        for (Future<Boolean> claim : claims) {
            successes += claim.get() ? 1 : 0;
        }
        assertThat(successes).isEqualTo(1);
        assertThat(policies.due(NOON.plus(DAY), 10)).isEmpty();
    }

    @Test
    void manyWhoSaveAtOnceLeaveTheLatest() throws Exception {
        CountDownLatch start = new CountDownLatch(1);
        List<Future<?>> saves = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (int i = 0; i < 8; i++) {
                StoredStsPolicy policy = policy("a.test", "x" + i, NOON.plusSeconds(i));
                saves.add(threads.submit(() -> {
                    start.await();
                    policies.save(policy);
                    return null;
                }));
            }
            start.countDown();
        }

        for (Future<?> save : saves) {
            save.get();
        }
        assertThat(policies.find("a.test").orElseThrow().policy()).isEqualTo("x7");
    }

    @Test
    void whatHasExpiredIsSwept() {
        policies.save(policy("old.test", "x", NOON.minus(DAY.multipliedBy(7))));
        policies.save(policy("new.test", "x", NOON));

        assertThat(policies.sweep(NOON)).isEqualTo(1);
        assertThat(policies.find("old.test")).isEmpty();
        assertThat(policies.find("new.test")).isPresent();
    }
}
