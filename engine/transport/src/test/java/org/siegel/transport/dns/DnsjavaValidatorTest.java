package org.siegel.transport.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.siegel.policy.DomainName;
import org.siegel.testing.FakeClock;
import org.siegel.testing.dns.DnsFault;
import org.siegel.testing.dns.SignedDnsWorld;
import org.siegel.testing.dns.ZoneFlaw;
import org.siegel.transport.resolver.OverUdp;
import org.siegel.transport.smtp.Alarms;
import org.xbill.DNS.Type;

/** The four states of RFC 4033 §5, over a real signed tree. */
class DnsjavaValidatorTest {
    private final FakeClock clock = FakeClock.at("2026-11-23T10:00:00Z");
    private final SignedDnsWorld world = SignedDnsWorld.at(clock)
            .signed(
                    "signed.test",
                    "@ MX 10 mx1",
                    "mx1 A 127.0.1.1",
                    "alias CNAME mx1",
                    "far CNAME mx1.plain.test.",
                    "apex CNAME plain.test.",
                    "_25._tcp.apex TLSA 3 1 1 " + "ab".repeat(32),
                    "short 60 IN A 127.0.1.4",
                    "zero 0 IN A 127.0.1.4",
                    "nowhere CNAME none",
                    "strange CNAME a\\.b",
                    "a\\.b A 127.0.1.5",
                    "there CNAME tobogus.plain.test.",
                    "ring CNAME gnir",
                    "gnir CNAME ring")
            .unsigned(
                    "plain.test",
                    "@ MX 10 mx1",
                    "mx1 A 127.0.1.2",
                    "back CNAME mx1.signed.test.",
                    "tobogus CNAME mx1.bogus.test.",
                    "farbogus CNAME there.signed.test.")
            .flawed("bogus.test", new ZoneFlaw.EverySignatureCorrupt(), "@ MX 10 mx1", "mx1 A 127.0.1.3")
            .start();
    private final DnsjavaValidator dns = validator(world);

    private DnsjavaValidator validator(SignedDnsWorld of) {
        return validator(of, new TrustAnchors(String.join("\n", of.trustAnchors())));
    }

    private DnsjavaValidator validator(TrustAnchors anchors) {
        return validator(world, anchors);
    }

    private DnsjavaValidator validator(SignedDnsWorld of, TrustAnchors anchors) {
        return new DnsjavaValidator(
                new OverUdp(of.address(), Duration.ofMillis(500), new Alarms()),
                anchors,
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
        "nowhere.signed.test, A,  Absent, secure",
        "back.plain.test,    A,    Found,  insecure",
        "back.plain.test,    AAAA, Absent, insecure",
        "tobogus.plain.test, A,    Failed, bogus",
        "farbogus.plain.test, A,   Failed, bogus",
    })
    @Tag("RFC7672-D1")
    @Tag("TR03108P-B01")
    void everyStateIsToldApart(String name, String type, String kind, String security) {
        DnsAnswer answer = dns.query(DomainName.of(name), Type.value(type));

        assertThat(answer.getClass().getSimpleName()).isEqualTo(kind);
        assertThat(answer.securityLabel()).isEqualTo(security);
    }

    @Test
    void theNameAfterAliasesIsTold() {
        assertThat(dns.query(DomainName.of("alias.signed.test"), Type.A))
                .isInstanceOfSatisfying(
                        DnsAnswer.Found.class,
                        found -> assertThat(found.canonical()).isEqualTo(DomainName.of("mx1.signed.test")));
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
                DnsFault.SERVFAIL, DnsFault.REFUSED, DnsFault.NOTIMP, new DnsFault.Silence(), new DnsFault.Garbage());
    }

    @ParameterizedTest
    @MethodSource("faults")
    @Tag("RFC7672-D1")
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

    static Stream<ZoneFlaw> lies() {
        return Stream.of(
                new ZoneFlaw.EverySignatureCorrupt(),
                new ZoneFlaw.SignatureCorrupt("@", Type.MX),
                new ZoneFlaw.SignaturesExpired(),
                new ZoneFlaw.SignaturesNotYetValid(),
                new ZoneFlaw.SignaturesStripped(),
                new ZoneFlaw.ForeignDs());
    }

    @ParameterizedTest
    @MethodSource("lies")
    @Tag("RFC7672-D1")
    @Tag("TR03108P-B02")
    void everyWrongProofIsBogus(ZoneFlaw flaw) {
        try (SignedDnsWorld flawed =
                SignedDnsWorld.at(clock).flawed("lie.test", flaw, "@ MX 10 mx1").start()) {
            assertThat(validator(flawed).query(DomainName.of("lie.test"), Type.MX))
                    .isInstanceOfSatisfying(
                            DnsAnswer.Failed.class,
                            failed -> assertThat(failed.isBogus()).isTrue());
        }
    }

    @Test
    void aZoneSignedWithAnUnknownAlgorithmCountsAsUnsigned() {
        try (SignedDnsWorld odd = SignedDnsWorld.at(clock)
                .flawed("odd.test", new ZoneFlaw.UnknownAlgorithm(), "@ MX 10 mx1")
                .start()) {
            assertThat(validator(odd).query(DomainName.of("odd.test"), Type.MX).securityLabel())
                    .isEqualTo("insecure");
        }
    }

    @Test
    void anEmptyAnswerWithoutProofIsAFailureBelowAnAliasOfAnUnsignedZone() {
        DomainName owner = DomainName.of("_25._tcp.apex.signed.test");
        assertThat(dns.query(DomainName.of("apex.signed.test"), Type.SOA).securityLabel())
                .isEqualTo("insecure");
        world.fail(owner.ascii(), Type.TLSA, new DnsFault.NoDataWithoutSoa());

        assertThat(dns.query(owner, Type.TLSA)).isInstanceOf(DnsAnswer.Failed.class);
    }

    @ParameterizedTest
    @CsvSource({"strange.signed.test", "ring.signed.test"})
    void anAliasThatLeadsNowhereUsableIsAFailure(String name) {
        assertThat(dns.query(DomainName.of(name), Type.A)).isInstanceOf(DnsAnswer.Failed.class);
    }

    @ParameterizedTest
    @CsvSource({"short.signed.test, 59, 61", "mx1.signed.test, 299, 301", "zero.signed.test, -1, 1"})
    void anAnswerIsAskedAgainWhenItsTimeToLiveIsOver(String host, long before, long after) {
        DomainName name = DomainName.of(host);
        dns.query(name, Type.A);
        if (before > 0) {
            clock.advance(Duration.ofSeconds(before));
            dns.query(name, Type.A);
        }
        assertThat(world.queries(host, Type.A)).isEqualTo(1);
        clock.advance(Duration.ofSeconds(after - Math.max(0, before)));
        dns.query(name, Type.A);

        assertThat(world.queries(host, Type.A)).isEqualTo(2);
    }

    @Test
    void anAnswerThatMayNotBeKeptServesOneLookUpOnly() {
        for (int i = 1; i <= 200; i++) {
            assertThat(dns.query(DomainName.of("zero.signed.test"), Type.A).securityLabel())
                    .isEqualTo("secure");
            assertThat(world.queries("zero.signed.test", Type.A)).isEqualTo(i);
        }
    }

    @Test
    void aForgedAnswerIsNotBelievedLongerThanItTakesToAskAgain() {
        world.fail("signed.test", Type.MX, new DnsFault.NoDataWithoutSoa());
        assertThat(dns.query(DomainName.of("signed.test"), Type.MX)).isInstanceOf(DnsAnswer.Failed.class);
        world.heal();
        clock.advance(Duration.ofSeconds(6));

        assertThat(dns.query(DomainName.of("signed.test"), Type.MX).securityLabel())
                .isEqualTo("secure");
    }

    @Test
    void aBogusAnswerIsAskedForAnew() {
        dns.query(DomainName.of("bogus.test"), Type.MX);
        clock.advance(Duration.ofSeconds(6));
        dns.query(DomainName.of("bogus.test"), Type.MX);

        assertThat(world.queries("bogus.test", Type.MX)).isEqualTo(2);
    }

    @Test
    void silenceIsWaitedForOnce() {
        world.fail("signed.test", Type.MX, new DnsFault.Silence());
        dns.query(DomainName.of("signed.test"), Type.MX);

        assertThat(world.queries("signed.test", Type.MX)).isLessThanOrEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "; none", "; . IN DS 20326 8 2 E06D", "test. IN DS 20326 8 2 E06D", ". IN NS a."})
    void withoutATrustAnchorForTheRootNothingStarts(String zoneFile) {
        assertThatThrownBy(() -> new TrustAnchors(zoneFile))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("count as unsigned");
    }

    @Test
    void trustAnchorsThatCannotBeReadAreNamed(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("root.key"), "; nothing");

        assertThatThrownBy(() -> TrustAnchors.from(file)).hasMessageContaining("root.key");
        assertThatThrownBy(() -> TrustAnchors.from(folder.resolve("missing.key")))
                .hasMessageContaining("missing.key");
        assertThatThrownBy(() -> validator(new TrustAnchors(". IN DS 20326 8 2 not-hexadecimal")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("trust anchors");
    }

    @Test
    void theAnchorsOfTheRealRootAreThere() {
        assertThat(TrustAnchors.ROOT.zoneFile()).contains("20326", "38696");
        assertThat(validator(TrustAnchors.ROOT).query(DomainName.of("signed.test"), Type.MX))
                .as("a tree below another root")
                .isInstanceOf(DnsAnswer.Failed.class);
    }
}
