package org.siegel.transport.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.siegel.policy.DomainName;
import org.siegel.testing.FakeClock;
import org.siegel.testing.dns.DnsFault;
import org.siegel.testing.dns.SignedDnsWorld;
import org.siegel.testing.dns.ZoneFlaw;
import org.xbill.DNS.Type;

/** The four states of RFC 4033 §5, over a real signed tree. */
class DnsjavaValidatorTest {
    private final FakeClock clock = FakeClock.at("2026-11-23T10:00:00Z");
    private final SignedDnsWorld world = SignedDnsWorld.at(clock)
            .signed("signed.test", "@ MX 10 mx1", "mx1 A 127.0.1.1", "alias CNAME mx1", "far CNAME mx1.plain.test.")
            .unsigned("plain.test", "@ MX 10 mx1", "mx1 A 127.0.1.2")
            .flawed("bogus.test", new ZoneFlaw.EverySignatureCorrupt(), "@ MX 10 mx1", "mx1 A 127.0.1.3")
            .start();
    private final DnsjavaValidator dns = validator();

    private DnsjavaValidator validator() {
        return new DnsjavaValidator(
                world.address(),
                Duration.ofMillis(500),
                new TrustAnchors(String.join("\n", world.trustAnchors())),
                clock,
                Thread.ofVirtual().factory());
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @ParameterizedTest
    @CsvSource({
        "signed.test,       MX,   Found,  secure",
        "mx1.signed.test,   A,    Found,  secure",
        "mx1.signed.test,   AAAA, Absent, secure",
        "none.signed.test,  A,    Absent, secure",
        "alias.signed.test, A,    Found,  secure",
        "far.signed.test,   A,    Found,  insecure",
        "plain.test,        MX,   Found,  insecure",
        "mx1.plain.test,    AAAA, Absent, insecure",
        "none.plain.test,   A,    Absent, insecure",
        "bogus.test,        MX,   Failed, bogus",
        "nosuchtld,         MX,   Absent, secure",
    })
    void everyStateIsToldApart(String name, String type, String kind, String security) {
        DnsAnswer answer = dns.query(DomainName.of(name), Type.value(type));

        assertThat(answer.getClass().getSimpleName()).isEqualTo(kind);
        assertThat(answer.securityLabel()).isEqualTo(security);
    }

    @Test
    void theNameAfterAliasesIsTold() {
        assertThat(dns.query(DomainName.of("alias.signed.test"), Type.A))
                .isInstanceOfSatisfying(DnsAnswer.Found.class, found -> assertThat(found.canonical())
                        .isEqualTo(DomainName.of("mx1.signed.test")));
    }

    @Test
    void anEmptyAnswerWithoutProofIsInsecureBelowAnUnsignedZone() {
        world.fail("_25._tcp.mx1.plain.test", Type.TLSA, new DnsFault.NoDataWithoutSoa());

        assertThat(dns.query(DomainName.of("_25._tcp.mx1.plain.test"), Type.TLSA))
                .isInstanceOf(DnsAnswer.Absent.class)
                .extracting(DnsAnswer::securityLabel)
                .isEqualTo("insecure");
    }

    @Test
    void anEmptyAnswerWithoutProofIsAFailureBelowASignedZone() {
        world.fail("_25._tcp.mx1.signed.test", Type.TLSA, new DnsFault.NoDataWithoutSoa());

        assertThat(dns.query(DomainName.of("_25._tcp.mx1.signed.test"), Type.TLSA))
                .isInstanceOf(DnsAnswer.Failed.class);
    }

    static Stream<DnsFault> faults() {
        return Stream.of(
                DnsFault.SERVFAIL,
                DnsFault.REFUSED,
                DnsFault.NOTIMP,
                new DnsFault.Silence(),
                new DnsFault.Garbage());
    }

    @ParameterizedTest
    @MethodSource("faults")
    void aFaultySourceIsNeverTakenForAnAnswer(DnsFault fault) {
        world.fail("signed.test", Type.MX, fault);
        world.fail("plain.test", Type.MX, fault);

        assertThat(dns.query(DomainName.of("signed.test"), Type.MX)).isInstanceOf(DnsAnswer.Failed.class);
        assertThat(dns.query(DomainName.of("plain.test"), Type.MX)).isInstanceOf(DnsAnswer.Failed.class);
    }

    @Test
    void equalQuestionsAtOneTimeAreAskedOnce() throws Exception {
        world.latency(Duration.ofMillis(20));
        List<Callable<DnsAnswer>> same = IntStream.range(0, 50)
                .<Callable<DnsAnswer>>mapToObj(i -> () -> dns.query(DomainName.of("signed.test"), Type.MX))
                .toList();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            assertThat(threads.invokeAll(same).stream()
                            .map(Future::resultNow)
                            .map(DnsAnswer::securityLabel)
                            .collect(Collectors.toSet()))
                    .containsExactly("secure");
        }
        assertThat(world.queries("signed.test", Type.MX)).isEqualTo(1);
        assertThat(world.queries(".", Type.DNSKEY)).isEqualTo(1);
    }

    @Test
    void aWarmAnswerAsksNobody() {
        dns.query(DomainName.of("signed.test"), Type.MX);
        world.forgetQueries();

        dns.query(DomainName.of("signed.test"), Type.MX);

        assertThat(world.queries()).isZero();
    }

    @Test
    void withoutTrustAnchorsNothingStarts() {
        assertThatThrownBy(() -> new TrustAnchors("; none"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("count as unsigned");
    }
}
