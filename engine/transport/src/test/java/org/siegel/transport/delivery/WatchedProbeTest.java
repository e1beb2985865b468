package org.siegel.transport.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.siegel.policy.DomainName;
import org.siegel.policy.TransportGrade;
import org.siegel.testing.smtp.TlsSettings;
import org.siegel.transport.downgrade.GradeMemory;
import org.siegel.transport.downgrade.MemoryOfOneProcess;
import org.siegel.transport.downgrade.RememberedGrade;

/** What probing real servers leaves in the memory of grades. */
class WatchedProbeTest {
    private static final DomainName DOMAIN = DomainName.of("example.test");

    private final MemoryOfOneProcess memory = new MemoryOfOneProcess();

    private static Verdict look(Network network) {
        return network.transport().predictions().verdict(DOMAIN);
    }

    private Optional<TransportGrade> dropped() {
        return memory.find(DOMAIN).flatMap(RememberedGrade::drop).map(RememberedGrade.Drop::to);
    }

    @Test
    void aServerWhoseTlsIsGoneIsADropUntilItIsBack() {
        try (Network network = Network.unsigned(
                        "example.test", TlsSettings.modern(), Network.AUTHORITY.issue("mx1.example.test"))
                .remembering(memory)) {
            look(network);
            assertThat(memory.find(DOMAIN).orElseThrow().grade()).isEqualTo(TransportGrade.MANDATORY);

            network.sink(1).tls(TlsSettings.none());
            look(network);
            assertThat(dropped()).contains(TransportGrade.NONE);

            network.sink(1).tls(TlsSettings.modern());
            look(network);
            assertThat(dropped()).isEmpty();
        }
    }

    @Test
    void whatCouldNotBeToldIsNoDrop() {
        try (Network network = Network.qualified("example.test").remembering(memory)) {
            look(network);
            network.sink(1).close();

            assertThat(look(network).prediction()).isInstanceOf(Prediction.Undetermined.class);

            assertThat(dropped()).isEmpty();
            assertThat(memory.find(DOMAIN).orElseThrow().grade()).isEqualTo(TransportGrade.QUALIFIED);
        }
    }

    /** Else its being back with less would look like a drop. */
    @Test
    void aServerThatDidNotAnswerKeepsAGradeFromBeingRemembered() {
        try (Network network = Network.twoServers("example.test").remembering(memory)) {
            network.sink(2).close();

            assertThat(look(network).prediction()).isInstanceOf(Prediction.Known.class);

            assertThat(memory.find(DOMAIN)).isEmpty();
        }
    }

    @Test
    void aMemoryThatCannotBeAskedMeansThatNothingCouldBeTold() {
        GradeMemory broken = new GradeMemory() {
            @Override
            public Optional<RememberedGrade> find(DomainName domain) {
                throw new IllegalStateException("the database is away");
            }

            @Override
            public boolean replace(Optional<RememberedGrade> before, RememberedGrade after) {
                throw new IllegalStateException("the database is away");
            }

            @Override
            public List<RememberedGrade> dropped() {
                throw new IllegalStateException("the database is away");
            }
        };
        try (Network network = Network.qualified("example.test").remembering(broken)) {
            assertThat(look(network).prediction()).isInstanceOf(Prediction.Undetermined.class);
        }
    }
}
