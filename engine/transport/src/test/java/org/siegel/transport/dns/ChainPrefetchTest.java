package org.siegel.transport.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.siegel.policy.DomainName;
import org.siegel.testing.FakeClock;
import org.siegel.testing.dns.DnsFault;
import org.siegel.testing.dns.Question;
import org.siegel.testing.dns.SignedDnsWorld;
import org.siegel.transport.resolver.OverUdp;
import org.siegel.transport.smtp.Alarms;
import org.xbill.DNS.Type;

/** Whatever a look-up will need is asked for at once: an answer and its proof cost one round trip. */
class ChainPrefetchTest {
    private static final String[] MX_AND_CHAIN = {
        "signed.test. MX", "signed.test. DS", "signed.test. DNSKEY", "test. DS", "test. DNSKEY", ". DNSKEY"
    };

    private final FakeClock clock = FakeClock.at("2026-11-23T10:00:00Z");
    private final SignedDnsWorld world = SignedDnsWorld.at(clock)
            .signed("signed.test", "@ MX 10 mx1", "mx1 A 127.0.1.1", "far CNAME mx1.other.test.")
            .signed("other.test", "mx1 A 127.0.1.3")
            .unsigned("plain.test", "@ MX 10 mx1", "mx1 A 127.0.1.2")
            .start();

    @AfterEach
    void stop() {
        world.close();
    }

    private DnsjavaValidator over(InetSocketAddress server) {
        return new DnsjavaValidator(
                new OverUdp(server, Duration.ofSeconds(10), new Alarms()),
                new TrustAnchors(String.join("\n", world.trustAnchors())),
                clock,
                Thread.ofVirtual().factory());
    }

    private static String security(DnsjavaValidator dns, String name, int type) {
        return dns.query(DomainName.of(name), type).securityLabel();
    }

    @Test
    void anAnswerAndItsChainAreAskedForAtOnce() {
        try (HeldAnswers held = HeldAnswers.until(world.address(), MX_AND_CHAIN)) {
            assertThat(security(over(held.address()), "signed.test", Type.MX)).isEqualTo("secure");
        }
        assertThat(world.questions()).hasSize(MX_AND_CHAIN.length);
    }

    @Test
    void soIsTheProofThatAZoneIsNotSigned() {
        try (HeldAnswers held = HeldAnswers.until(
                world.address(), "plain.test. MX", "plain.test. DS", "test. DS", "test. DNSKEY", ". DNSKEY")) {
            assertThat(security(over(held.address()), "plain.test", Type.MX)).isEqualTo("insecure");
        }
    }

    @Test
    void theChainOfAnAliasIsAskedForAtOnceToo() {
        DnsjavaValidator dns = over(world.address());
        security(dns, "signed.test", Type.MX);
        world.forgetQueries();

        assertThat(security(dns, "far.signed.test", Type.A)).isEqualTo("secure");

        assertThat(world.questions())
                .extracting(Question::toString)
                .containsExactlyInAnyOrder("far.signed.test. A", "other.test. DS", "other.test. DNSKEY");
    }

    @Test
    void whatIsOnlyExpectedIsFoundAtHandLater() {
        try (HeldAnswers held = HeldAnswers.until(world.address(), "mx1.signed.test. A", ". DNSKEY")) {
            DnsjavaValidator dns = over(held.address());
            dns.expect(DomainName.of("mx1.signed.test"), Type.A);
            assertThat(security(dns, "mx1.signed.test", Type.A)).isEqualTo("secure");
        }
        assertThat(world.queries("mx1.signed.test", Type.A)).isEqualTo(1);
    }

    @Test
    void aChainThatDoesNotComeChangesNothing() {
        world.fail("signed.test", Type.DNSKEY, DnsFault.SERVFAIL);
        DnsjavaValidator dns = over(world.address());
        dns.expect(DomainName.of("signed.test"), Type.MX);

        assertThat(dns.query(DomainName.of("signed.test"), Type.MX)).isInstanceOf(DnsAnswer.Failed.class);
    }
}
