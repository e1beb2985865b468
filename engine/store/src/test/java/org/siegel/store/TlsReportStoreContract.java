package org.siegel.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What holds for the counts of TLS sessions on every database. */
abstract class TlsReportStoreContract {

    private static final Instant NOON = Samples.NOON;
    private static final LocalDate TODAY = LocalDate.ofInstant(NOON, ZoneOffset.UTC);
    private static final LocalDate YESTERDAY = TODAY.minusDays(1);

    private DatabaseSettings settings;
    private Store store;
    private TlsReportStore reports;

    abstract DatabaseSettings emptyDatabase();

    private Store open(String node) {
        return Store.open(settings, node, new SteppedClock(NOON), new SecureRandom());
    }

    @BeforeEach
    void open() {
        settings = emptyDatabase();
        store = open("node-1");
        reports = store.tlsReports();
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void countsAddUpByWhatSessionsHaveInCommonAndOutliveARestart() {
        reports.add(TODAY, "a.test", Map.of("{\"x\":1}", 2L, "\u00e4".repeat(5_000), 1L));
        reports.add(TODAY, "a.test", Map.of("{\"x\":1}", 3L));
        reports.add(TODAY, "b.test", Map.of("{\"x\":1}", 7L));
        reports.add(YESTERDAY, "a.test", Map.of("{\"x\":1}", 9L));
        store.close();
        store = open("node-2");
        reports = store.tlsReports();
        reports.add(TODAY, "a.test", Map.of("{\"x\":1}", 10L));

        assertThat(reports.counted(TODAY, "a.test")).isEqualTo(Map.of("{\"x\":1}", 15L, "\u00e4".repeat(5_000), 1L));
        assertThat(reports.counted(TODAY, "c.test")).isEmpty();
    }

    @Test
    void eachDomainThatWasCountedIsToldOnce() {
        reports.add(YESTERDAY, "a.test", Map.of("x", 1L));
        reports.add(YESTERDAY, "b.test", Map.of("x", 1L));
        reports.add(TODAY, "c.test", Map.of("x", 1L));
        reports.plan(YESTERDAY, () -> NOON);
        reports.plan(YESTERDAY, () -> NOON.plusSeconds(1));

        List<TlsReportJob> due = reports.due(NOON, 10);
        assertThat(due)
                .containsExactly(
                        new TlsReportJob(YESTERDAY, "a.test", NOON), new TlsReportJob(YESTERDAY, "b.test", NOON));
        assertThat(reports.due(NOON.minusMillis(1), 10)).isEmpty();
        assertThat(reports.due(NOON, 1)).hasSize(1);

        reports.finish(due.getFirst());
        reports.plan(YESTERDAY, () -> NOON);
        assertThat(reports.due(NOON.plus(Duration.ofDays(1)), 10))
                .extracting(TlsReportJob::domain)
                .containsExactly("b.test");
    }

    @Test
    void oneOfManyClaimsAReportAndItComesBackIfItIsNotDone() throws Exception {
        reports.add(YESTERDAY, "a.test", Map.of("x", 1L));
        reports.plan(YESTERDAY, () -> NOON);
        TlsReportJob job = reports.due(NOON, 1).getFirst();
        CountDownLatch start = new CountDownLatch(1);
        List<Future<Boolean>> claims = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (int i = 0; i < 8; i++) {
                claims.add(threads.submit(() -> {
                    start.await();
                    return reports.claim(job, NOON.plusSeconds(60));
                }));
            }
            start.countDown();
        }
        int successes = 0;
        for (Future<Boolean> claim : claims) {
            successes += claim.get() ? 1 : 0;
        }

        assertThat(successes).isEqualTo(1);
        assertThat(reports.due(NOON, 10)).isEmpty();
        assertThat(reports.due(NOON.plusSeconds(60), 10)).hasSize(1);
    }

    @Test
    void oldDaysAreSwept() {
        reports.add(YESTERDAY, "a.test", Map.of("x", 1L));
        reports.add(TODAY, "a.test", Map.of("x", 1L));
        reports.plan(YESTERDAY, () -> NOON);

        assertThat(reports.sweep(TODAY)).isEqualTo(1);
        assertThat(reports.counted(YESTERDAY, "a.test")).isEmpty();
        assertThat(reports.counted(TODAY, "a.test")).hasSize(1);
        assertThat(reports.due(NOON, 10)).isEmpty();
    }
}
