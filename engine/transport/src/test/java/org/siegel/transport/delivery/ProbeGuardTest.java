package org.siegel.transport.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.siegel.policy.DomainName;
import org.siegel.policy.TransportGrade;
import org.siegel.testing.FakeClock;
import org.siegel.testing.Loopback;
import org.siegel.testing.pki.Identity;
import org.siegel.transport.corroboration.CorroborationStanding;
import org.siegel.transport.dane.TlsaLookup;
import org.siegel.transport.dns.DnsAnswer.Security;
import org.siegel.transport.mtasts.StsStanding;

/** Nobody is asked too often, and whoever eats our time is left alone for a while. */
class ProbeGuardTest {
    private static final InetAddress ADDRESS = Loopback.address(7, 1);

    private final FakeClock clock = FakeClock.at("2026-11-23T10:00:00Z");
    private final AtomicInteger probes = new AtomicInteger();
    private final ProbeGuard guard =
            new ProbeGuard(new ProbeLimits(3, Duration.ofSeconds(20), 2, Duration.ofMinutes(10)), clock);

    private ProbeGuard.Outcome probe(String domain, InetAddress address, Duration time) {
        return guard.probe(target(domain), address, () -> {
            probes.incrementAndGet();
            clock.advance(time);
            return new OpenResult.Unavailable("no answer");
        });
    }

    private ProbeGuard.Outcome probe(String domain) {
        return probe(domain, ADDRESS, Duration.ofSeconds(1));
    }

    private static MxTarget target(String domain) {
        DomainName host = DomainName.of("mx1.provider.test");
        return new MxTarget(
                DomainName.of(domain),
                DomainName.of(domain),
                host,
                25,
                Security.SECURE,
                new HostPins(false, Set.of()),
                new StsStanding.Silent(),
                new CorroborationStanding.NotAsked(),
                Security.SECURE,
                new TlsaLookup.None());
    }

    @Test
    void anAddressIsProbedSoOftenInAMinuteHoweverManyDomainsShareIt() {
        for (int i = 0; i < 10; i++) {
            probe("customer" + i + ".test");
        }
        assertThat(probes).hasValue(3);
        assertThat(probe("another.test"))
                .isInstanceOfSatisfying(
                        ProbeGuard.Outcome.Spared.class,
                        spared -> assertThat(spared.reason())
                                .contains("mx1.provider.test", "3 times in the last minute"));

        probe("another.test", Loopback.address(7, 2), Duration.ZERO);
        assertThat(probes).as("another address").hasValue(4);
        clock.advance(Duration.ofMinutes(1));
        probe("another.test");
        assertThat(probes).hasValue(5);
    }

    @Test
    void whoeverEatsTheTimeAgainAndAgainIsLeftAloneForAWhile() {
        probe("a.test", ADDRESS, Duration.ofSeconds(20));
        probe("b.test", ADDRESS, Duration.ofSeconds(20));

        assertThat(probe("c.test"))
                .isInstanceOfSatisfying(
                        ProbeGuard.Outcome.Spared.class,
                        spared -> assertThat(spared.reason()).contains("left alone until 2026-11-23T10:10:40Z"));
        assertThat(probes).hasValue(2);

        clock.advance(Duration.ofMinutes(10));
        assertThat(probe("c.test")).isInstanceOf(ProbeGuard.Outcome.Probed.class);
    }

    @Test
    void aQuickRefusalIsNoWaste() {
        probe("a.test", ADDRESS, Duration.ofSeconds(20));
        probe("b.test", ADDRESS, Duration.ofSeconds(1));
        probe("c.test", ADDRESS, Duration.ofSeconds(20));
        clock.advance(Duration.ofMinutes(1));

        assertThat(probe("d.test")).isInstanceOf(ProbeGuard.Outcome.Probed.class);
    }

    /** One server of many domains: the third is judged by what the first two had seen, each by its own look-ups. */
    @Test
    void whatWasSeenAMomentAgoIsJudgedForTheNextDomainToo() {
        try (Network network = new Network()) {
            Identity server = Network.AUTHORITY.issue("mx1.provider.test");
            network.server(server);
            network.zones(zones -> zones.signed("provider.test", "mx1 A 127.0.7.1", network.daneEe("mx1", server))
                            .signed("one.test", "@ MX 10 mx1.provider.test.")
                            .unsigned("two.test", "@ MX 10 mx1.provider.test."))
                    .limited(new ProbeLimits(1, Duration.ofSeconds(20), 3, Duration.ofMinutes(10)));

            assertThat(grade(network, "one.test")).isEqualTo(TransportGrade.QUALIFIED);
            assertThat(grade(network, "two.test")).isEqualTo(TransportGrade.MANDATORY);

            assertThat(network.sink(1).awaitConnections(1, Network.PATIENCE)).hasSize(1);
        }
    }

    private static TransportGrade grade(Network network, String domain) {
        return ((Prediction.Known) network.predict(domain)).grade();
    }
}
