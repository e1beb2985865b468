package org.siegel.transport.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.siegel.policy.CorroborationRules;
import org.siegel.policy.Criterion;
import org.siegel.policy.DomainName;
import org.siegel.policy.Finding;
import org.siegel.policy.MxTrust;
import org.siegel.policy.TransportGrade;
import org.siegel.testing.FakeClock;
import org.siegel.testing.Loopback;
import org.siegel.testing.dns.SignedDnsWorld;
import org.siegel.testing.pki.Identity;
import org.siegel.testing.pki.TestAuthority;
import org.siegel.testing.smtp.TlsSettings;
import org.siegel.transport.corroboration.CorroborationStanding;
import org.siegel.transport.corroboration.Corroborator;
import org.siegel.transport.corroboration.Sighting;
import org.siegel.transport.corroboration.SightingMemory;
import org.siegel.transport.resolver.RemoteResolver;
import org.siegel.transport.resolver.TlsResolver;
import org.siegel.transport.smtp.Alarms;

/** An unsigned domain, seen by several resolvers over TLS. */
@Tag("DSK-Q2")
class CorroborationTest {

    private static final TestAuthority AUTHORITY =
            TestAuthority.root(Clock.systemUTC()); // the JDK's TLS has no other clock
    private static final Identity GOOD = Network.AUTHORITY.issue("mx1.example.test");

    private final Alarms alarms = new Alarms();
    private final List<AutoCloseable> open = new ArrayList<>();
    private Network network;

    @BeforeEach
    void start() {
        network = Network.unsigned("example.test", TlsSettings.modern(), GOOD);
        open.add(network);
        open.add(alarms);
    }

    @AfterEach
    void stop() throws Exception {
        for (AutoCloseable closeable : open) {
            closeable.close();
        }
    }

    private RemoteResolver honest(String name) {
        return over(network.dns(), name, AUTHORITY);
    }

    private RemoteResolver over(SignedDnsWorld world, String name, TestAuthority authority) {
        TlsResolver resolver = TlsResolver.before(world.address(), authority.issue(name));
        open.add(resolver);
        return resolver.as(name, AUTHORITY, alarms);
    }

    private RemoteResolver telling(String name, String... zone) {
        SignedDnsWorld world =
                SignedDnsWorld.at(Network.CLOCK).unsigned("example.test", zone).start();
        open.add(world);
        return over(world, name, AUTHORITY);
    }

    private Finding finding(Criterion criterion) {
        return network
                .deliver("example.test", TransportGrade.MANDATORY)
                .facts()
                .orElseThrow()
                .judgement()
                .findings()
                .stream()
                .filter(finding -> finding.criterion() == criterion)
                .findFirst()
                .orElseThrow();
    }

    private void assertNotQualified(String why) {
        assertThat(network.fate("example.test", TransportGrade.QUALIFIED)).isInstanceOf(Fate.GradeMissed.class);
        assertThat(finding(Criterion.CORROBORATION).detail()).contains(why);
        assertThat(finding(Criterion.MX_SECURITY).status()).isEqualTo(Finding.Status.FAILED);
    }

    @Test
    void whatAllSeeQualifiesWhereTheOfficerLetsItCount() {
        network.perspectives(honest("a.resolver.test"), honest("b.resolver.test"), honest("c.resolver.test"));

        assertThat(network.fate("example.test", TransportGrade.QUALIFIED)).isInstanceOf(Fate.Delivered.class);
        assertThat(finding(Criterion.CORROBORATION).detail()).contains("3 resolvers", "2026-11-23");
    }

    @Test
    void nobodyIsAskedWhereItDoesNotCount() {
        network.perspectives(honest("a.resolver.test"), honest("b.resolver.test"))
                .trusting(MxTrust.DNSSEC);

        assertThat(network.fate("example.test", TransportGrade.QUALIFIED)).isInstanceOf(Fate.GradeMissed.class);
    }

    @Test
    void aResolverThatSeesAnotherMailServerIsNotOutvoted() {
        network.perspectives(
                honest("a.resolver.test"),
                honest("b.resolver.test"),
                telling("c.resolver.test", "@ MX 10 evil", "evil A 127.0.7.9"));

        assertNotQualified("#c.resolver.test sees 10 evil.example.test");
    }

    @Test
    void whatOurOwnResolverIsToldAloneDoesNotCount() {
        String[] truth = {"@ MX 10 mx2", "mx2 A 127.0.7.2"};
        network.perspectives(telling("a.resolver.test", truth), telling("b.resolver.test", truth));

        assertNotQualified("which the others do not see");
    }

    @Test
    void anAddressThatTheOthersDoNotSeeDoesNotCount() {
        String[] truth = {"@ MX 10 mx1", "mx1 A 127.0.7.2"};
        network.perspectives(telling("a.resolver.test", truth), telling("b.resolver.test", truth));

        assertNotQualified("too few others see");
    }

    @Test
    void aResolverThatDoesNotProveItsNameHasNoVote() {
        network.perspectives(
                honest("a.resolver.test"),
                over(network.dns(), "b.resolver.test", TestAuthority.root(Clock.systemUTC())));

        assertNotQualified("too few resolvers answered");
    }

    @Test
    void withoutACertificateForItsNameTheMailServerDoesNotQualify() {
        try (Network selfSigned = Network.unsigned(
                "example.test",
                TlsSettings.modern(),
                TestAuthority.selfSigned(Network.CLOCK, "mx1.example.test").issue())) {
            selfSigned.perspectives(honest("a.resolver.test"), honest("b.resolver.test"));

            assertThat(selfSigned.fate("example.test", TransportGrade.QUALIFIED))
                    .isInstanceOf(Fate.GradeMissed.class);
        }
    }

    @Test
    void itMustHaveBeenSeenForLongEnough() {
        FakeClock clock = FakeClock.at("2026-11-23T10:00:00Z");
        Map<Sighting, Instant> first = new HashMap<>();
        SightingMemory memory = (_domain, seen, now) -> {
            Map<Sighting, Instant> since = new HashMap<>();
            seen.forEach(sighting -> {
                first.putIfAbsent(sighting, now);
                since.put(sighting, first.get(sighting));
            });
            return since;
        };
        Corroborator corroborator = new Corroborator(
                List.of(honest("a.resolver.test"), honest("b.resolver.test")),
                new CorroborationRules(2, Duration.ofDays(14)),
                memory,
                Runnable::run,
                clock);
        DomainName domain = DomainName.of("example.test");
        DomainName host = DomainName.of("mx1.example.test");

        assertThat(corroborator.of(domain, host, List.of(Loopback.address(7, 1))))
                .isInstanceOf(CorroborationStanding.TooYoung.class);
        clock.advance(Duration.ofDays(14));
        assertThat(corroborator.of(domain, host, List.of(Loopback.address(7, 1))))
                .isInstanceOf(CorroborationStanding.Corroborated.class);
    }

    @Test
    void fewerResolversThanTheQuorumOrOneTwiceAreRefused() {
        assertThatThrownBy(() -> new Corroborator(
                        List.of(honest("a.resolver.test")),
                        CorroborationRules.STANDARD,
                        SightingMemory.none(),
                        Runnable::run,
                        Network.CLOCK))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("quorum of 3");
        RemoteResolver one = honest("b.resolver.test");
        assertThatThrownBy(() -> new Corroborator(
                        List.of(one, one, honest("c.resolver.test")),
                        CorroborationRules.STANDARD,
                        SightingMemory.none(),
                        Runnable::run,
                        Network.CLOCK))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("twice");
    }
}
