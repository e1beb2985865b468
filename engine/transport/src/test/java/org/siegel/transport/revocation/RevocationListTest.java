package org.siegel.transport.revocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;
import org.bouncycastle.asn1.x509.ReasonFlags;
import org.junit.jupiter.api.Test;
import org.siegel.testing.FakeClock;
import org.siegel.testing.pki.RevocationListPlan;
import org.siegel.testing.pki.TestAuthority;
import org.siegel.transport.revocation.RevocationStanding.Good;
import org.siegel.transport.revocation.RevocationStanding.Revoked;
import org.siegel.transport.revocation.RevocationStanding.Unknown;

/** A list counts if its authority signed it, it is complete for the certificate, and it is understood. */
class RevocationListTest {

    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    private static final FakeClock CLOCK = FakeClock.at(NOW);
    private static final URI SOURCE = URI.create("http://crl.example.test/1.crl");
    private static final TestAuthority ROOT = TestAuthority.root(CLOCK);
    private static final TestAuthority STRANGER = TestAuthority.root(CLOCK);
    private static final X509Certificate SERVER = ROOT.issue("mx1.example.test").certificate();
    private static final X509Certificate OTHER = ROOT.issue("mx2.example.test").certificate();
    private static final X509Certificate AUTHORITY = ROOT.intermediate().certificate();

    private static RevocationList read(RevocationListPlan plan) throws RevocationList.Unusable {
        return RevocationList.read(plan.der(), SOURCE, ROOT.certificate());
    }

    private static RevocationListPlan scoped(IssuingDistributionPoint point) {
        return ROOT.list().with(Extension.issuingDistributionPoint, true, point);
    }

    private static DistributionPointName at(String url) {
        return new DistributionPointName(new GeneralNames(new GeneralName(GeneralName.uniformResourceIdentifier, url)));
    }

    private static void assertUnusable(RevocationListPlan plan) {
        assertThatThrownBy(() -> read(plan.revoking(SERVER)))
                .isInstanceOf(RevocationList.Unusable.class)
                .hasMessageStartingWith("it");
    }

    @Test
    void whoIsOnItWasRevokedAndNobodyElse() throws RevocationList.Unusable {
        RevocationList list = read(ROOT.list().revoking(SERVER));

        assertThat(list.of(SERVER, NOW)).isInstanceOf(Revoked.class);
        assertThat(list.of(OTHER, NOW)).isInstanceOf(Good.class);
        assertThat(read(ROOT.list()).of(SERVER, NOW)).isInstanceOf(Good.class);
    }

    @Test
    void outdatedItStillRevokesButVouchesForNobody() throws RevocationList.Unusable {
        RevocationList list = read(ROOT.list()
                .valid(NOW.minus(Duration.ofDays(8)), NOW.minus(Duration.ofDays(1)))
                .revoking(SERVER));

        assertThat(list.of(SERVER, NOW)).isInstanceOf(Revoked.class);
        assertThat(list.of(OTHER, NOW)).isInstanceOf(Unknown.class);
    }

    @Test
    void anothersSignatureProvesNothing() {
        assertUnusable(ROOT.list().forgedBy(STRANGER));
        assertUnusable(STRANGER.list());
        assertUnusable(ROOT.list().signedWith("SHA1withECDSA"));
    }

    @Test
    void aPartOfAListOrOneThatIsNotUnderstoodIsNotUsed() {
        assertUnusable(ROOT.list().with(Extension.deltaCRLIndicator, true, new ASN1Integer(1)));
        assertUnusable(ROOT.list().with(new ASN1ObjectIdentifier("1.3.6.1.4.1.55555.1"), true, new ASN1Integer(1)));
        assertUnusable(scoped(new IssuingDistributionPoint(null, true, false)));
    }

    @Test
    void theListOfAnotherDistributionPointIsNotUsed() throws RevocationList.Unusable {
        assertUnusable(scoped(
                new IssuingDistributionPoint(at("http://crl.example.test/2.crl"), false, false, null, false, false)));
        assertThat(read(scoped(new IssuingDistributionPoint(at(SOURCE.toString()), false, false, null, false, false)))
                        .of(SERVER, NOW))
                .isInstanceOf(Good.class);
    }

    @Test
    void aListOfServersSaysNothingOfAuthoritiesNorTheOtherWayRound() throws RevocationList.Unusable {
        RevocationList servers = read(scoped(new IssuingDistributionPoint(null, true, false, null, false, false)));
        RevocationList authorities = read(scoped(new IssuingDistributionPoint(null, false, true, null, false, false)));

        assertThat(servers.of(SERVER, NOW)).isInstanceOf(Good.class);
        assertThat(servers.of(AUTHORITY, NOW)).isInstanceOf(Unknown.class);
        assertThat(authorities.of(SERVER, NOW)).isInstanceOf(Unknown.class);
        assertThat(authorities.of(AUTHORITY, NOW)).isInstanceOf(Good.class);
    }

    @Test
    void aListForSomeReasonsRevokesButDoesNotVouch() throws RevocationList.Unusable {
        RevocationList list = read(scoped(new IssuingDistributionPoint(
                        null, false, false, new ReasonFlags(ReasonFlags.keyCompromise), false, false))
                .revoking(SERVER));

        assertThat(list.of(SERVER, NOW)).isInstanceOf(Revoked.class);
        assertThat(list.of(OTHER, NOW)).isInstanceOf(Unknown.class);
    }

    @Test
    void anyBitThatIsChangedMakesItUnusable() {
        byte[] der = ROOT.list().revoking(SERVER).der();
        for (int i = 0; i < der.length; i++) {
            byte[] changed = der.clone();
            changed[i] ^= 1;
            assertThatThrownBy(() -> RevocationList.read(changed, SOURCE, ROOT.certificate()))
                    .as("byte %d", i)
                    .isInstanceOf(RevocationList.Unusable.class);
        }
    }

    @Test
    void ofManyNumbersEachIsFoundAndNoOther() {
        List<BigInteger> even = IntStream.range(0, 2_000)
                .mapToObj(i -> BigInteger.valueOf(2L * i).shiftLeft(i % 140))
                .toList();
        SerialNumbers numbers = SerialNumbers.of(even);

        assertThat(even).allMatch(numbers::contains);
        assertThat(IntStream.range(0, 2_000).mapToObj(i -> BigInteger.valueOf(2L * i + 1)))
                .noneMatch(odd -> numbers.contains(odd) && !even.contains(odd));
        assertThat(SerialNumbers.of(List.of()).contains(BigInteger.ZERO)).isFalse();
    }

    @Test
    void numbersThatNoCertificateMayHaveAreLeftOut() {
        BigInteger huge = BigInteger.ONE.shiftLeft(200);

        assertThat(SerialNumbers.of(List.of(huge, BigInteger.valueOf(-1))).bytes())
                .isZero();
        assertThat(SerialNumbers.isAllowed(BigInteger.ONE.shiftLeft(159).subtract(BigInteger.ONE)))
                .isTrue();
    }
}
