package org.siegel.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.siegel.store.ChainReport.Defect;
import org.siegel.store.ChainReport.NodeChain;

/** What holds for the chain of evidence on every database. */
abstract class EvidenceChainContract {

    private final SteppedClock clock = new SteppedClock(Samples.NOON);
    private DatabaseSettings settings;
    private Store store;
    private EvidenceLog log;

    abstract DatabaseSettings emptyDatabase();

    @BeforeEach
    void open() {
        settings = emptyDatabase();
        store = Store.open(settings, "node-1", clock, new SecureRandom());
        log = store.evidence();
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void anEmptyLogIsIntact() {
        assertThat(log.verify()).isEqualTo(new ChainReport(List.of(), List.of(), 0));
    }

    @Test
    void whatWasWrittenIsIntactAcrossPagesAndRestarts() {
        IntStream.range(0, 3).forEach(_turn -> {
            log.appendAll(IntStream.range(0, 300).mapToObj(this::attempt).toList());
            close();
            store = Store.open(settings, "node-1", clock, new SecureRandom());
            log = store.evidence();
        });
        log.append(Samples.full());

        ChainReport report = log.verify();

        assertThat(report.defects()).isEmpty();
        assertThat(report.nodes()).singleElement().satisfies(chain -> {
            assertThat(chain.records()).isEqualTo(901);
            assertThat(chain.last()).isEqualTo(901);
            assertThat(chain.removed()).isZero();
            assertThat(log.hasLink(chain.link())).isTrue();
        });
        assertThat(log.hasLink("ab".repeat(32))).isFalse();
    }

    @Test
    void manyThreadsMakeOneChain() throws Exception {
        try (var threads = Executors.newFixedThreadPool(8)) {
            List<Callable<Evidence>> work = IntStream.range(0, 200)
                    .<Callable<Evidence>>mapToObj(i -> () -> log.append(attempt(i)))
                    .toList();
            for (var written : threads.invokeAll(work)) {
                assertThat(written.get().node()).isEqualTo("node-1");
            }
        }

        assertThat(log.verify().isIntact()).isTrue();
        assertThat(log.verify().nodes()).extracting(NodeChain::last).containsExactly(200L);
    }

    @Test
    void oneRecordThatTheDatabaseRefusesDoesNotBreakTheChain() throws SQLException {
        log.append(attempt(1));
        // As if another process with the same name had written: the end of the chain that this one remembers is taken.
        Databases.execute(
                settings,
                "INSERT INTO siegel_evidence_chain (node, seq, evidence_id, content, link) VALUES ('node-1', 2, NULL, 'x', '"
                        + "00".repeat(32) + "')");

        log.append(attempt(2));

        assertThat(log.verify().nodes()).extracting(NodeChain::last).containsExactly(3L);
        assertThat(log.verify().isIntact()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE siegel_evidence SET outcome = 'BOUNCED' WHERE recipient = 'r5@recipient.invalid'",
                "UPDATE siegel_evidence SET document = REPLACE(document, 'QUALIFIED', 'MANDATORY')"
                        + " WHERE recipient = 'r5@recipient.invalid'",
                "UPDATE siegel_evidence SET recipient = 'other@recipient.invalid' WHERE recipient = 'r5@recipient.invalid'",
                "UPDATE siegel_evidence SET reached = 'QUALIFIED' WHERE recipient = 'r5@recipient.invalid'",
                "DELETE FROM siegel_evidence WHERE recipient = 'r5@recipient.invalid'",
                "DELETE FROM siegel_evidence_chain WHERE seq = 6",
                "DELETE FROM siegel_evidence_chain WHERE seq < 6",
                "UPDATE siegel_evidence_chain SET content = '" + OTHER + "' WHERE seq = 6",
                "UPDATE siegel_evidence_chain SET link = '" + OTHER + "' WHERE seq = 6",
                "UPDATE siegel_evidence_chain SET seq = 11 WHERE seq = 6",
            })
    void whatWasChangedPastThisProgramIsFound(String change) throws SQLException {
        IntStream.range(0, 10).forEach(i -> log.append(attempt(i)));
        assertThat(log.verify().isIntact()).isTrue();

        Databases.execute(settings, change);

        ChainReport report = log.verify();
        assertThat(report.isIntact()).isFalse();
        assertThat(report.defects()).isNotEmpty().extracting(Defect::node).containsOnly("node-1");
    }

    private static final String OTHER = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    @Test
    void retentionLeavesAChainThatCanBeVerified() {
        IntStream.range(0, 5).forEach(i -> log.append(attempt(i)));
        String early = log.verify().nodes().getFirst().link();
        clock.step(Duration.ofDays(100));
        IntStream.range(5, 8).forEach(i -> log.append(attempt(i)));

        assertThat(log.removeBefore(clock.instant().minus(Duration.ofDays(90)))).isEqualTo(5);

        ChainReport report = log.verify();
        assertThat(report.defects()).isEmpty();
        assertThat(report.nodes().getFirst()).satisfies(chain -> {
            assertThat(chain.records()).isEqualTo(3);
            assertThat(chain.removed()).isEqualTo(5);
            assertThat(chain.last()).isEqualTo(8);
        });
        assertThat(log.byMailName("m1")).isEmpty();
        assertThat(log.hasLink(early)).isTrue();
        log.append(attempt(8));
        assertThat(log.verify().isIntact()).isTrue();
    }

    @Test
    void theChainGoesOnWhenEverythingWasRemoved() {
        log.appendAll(IntStream.range(0, 2500).mapToObj(this::attempt).toList());
        clock.step(Duration.ofDays(1));

        assertThat(log.removeBefore(clock.instant())).isEqualTo(2500);

        log.append(attempt(1));
        ChainReport report = log.verify();
        assertThat(report.defects()).isEmpty();
        assertThat(report.nodes()).extracting(NodeChain::last).containsExactly(2501L);
    }

    @Test
    void aRecordThatIsNewerThanOnesAfterItGoesWithItsLinkLeftBehind() {
        log.append(attempt(0));
        clock.step(Duration.ofDays(-10));
        log.append(attempt(1));
        clock.step(Duration.ofDays(20));
        log.append(attempt(2));

        assertThat(log.removeBefore(Samples.NOON.minus(Duration.ofDays(1)))).isEqualTo(1);

        assertThat(log.verify().defects()).isEmpty();
        assertThat(log.verify().nodes()).extracting(NodeChain::records).containsExactly(2L);
    }

    @Test
    void theChainsOfNodesDoNotMeet() {
        Instant start = clock.instant();
        if (settings.url().startsWith(EmbeddedH2.PREFIX)) {
            store.close();
        }
        try (Store other = Store.open(settings, "node-2", clock, new SecureRandom())) {
            other.evidence().append(attempt(1));
            assertThat(other.evidence().verify().nodes())
                    .extracting(NodeChain::node)
                    .containsExactly("node-2");
        }
        store.close();
        store = Store.open(settings, "node-1", clock, new SecureRandom());
        store.evidence().append(attempt(2));
        assertThat(store.evidence().verify().isIntact()).isTrue();
        assertThat(store.evidence().verify().nodes())
                .extracting(NodeChain::node)
                .containsExactly("node-1", "node-2");
        clock.step(Duration.ofDays(1));
        assertThat(store.evidence().removeBefore(start.plusSeconds(1))).isEqualTo(2);
        assertThat(store.evidence().verify().isIntact()).isTrue();
    }

    private Attempt attempt(int i) {
        return Samples.delivered("m" + i, "r" + i + "@recipient.invalid");
    }
}
