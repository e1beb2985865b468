package org.siegel.transport.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.siegel.policy.DomainName;
import org.siegel.testing.dns.DnsFault;
import org.siegel.testing.dns.ZoneFlaw;
import org.siegel.transport.dane.TlsaLookup;
import org.siegel.transport.dane.TlsaRecord;
import org.siegel.transport.dns.DnsAnswer.Security;
import org.xbill.DNS.Type;

/** Addresses, then TLSA records: RFC 7672 §2.1.2, §2.1.3, §2.2.2, §2.2.3. */
class HostResolverTest {
    private static final String DIGEST = "ab".repeat(32);
    private static final String OTHER = "cd".repeat(32);

    private final World world = World.of(World.zones()
            .signed(
                    "signed.test",
                    "mx1 A 127.0.1.1",
                    "mx1 AAAA 2001:db8::1",
                    "_25._tcp.mx1 TLSA 3 1 1 " + DIGEST,
                    "_25._tcp.mx1 TLSA 0 0 1 " + OTHER,
                    "_2525._tcp.mx1 TLSA 3 1 1 " + OTHER,
                    "bare A 127.0.1.2",
                    "textonly TXT nothing",
                    "many A 127.0.2.1",
                    "private A 10.0.0.1",
                    "private A 192.168.0.1",
                    "private AAAA ::1",
                    "private AAAA ::ffff:127.0.0.1",
                    "half A 10.0.0.1",
                    "half A 203.0.114.1",
                    // aliases within the signed zone
                    "both CNAME mx1",
                    "_25._tcp.both TLSA 3 1 1 " + OTHER,
                    "onlyown CNAME bare",
                    "_25._tcp.onlyown TLSA 3 1 1 " + OTHER,
                    "neither CNAME bare",
                    // aliases that leave it
                    "away CNAME host.plain.test.",
                    "_25._tcp.away TLSA 3 1 1 " + DIGEST,
                    "awaybare CNAME host.plain.test.",
                    // TLSA records that are aliases themselves
                    "shared A 127.0.1.3",
                    "_25._tcp.shared CNAME tlsa._dane",
                    "tlsa._dane TLSA 3 1 1 " + DIGEST,
                    "outsourced A 127.0.1.4",
                    "_25._tcp.outsourced CNAME tlsa.plain.test.",
                    "broken A 127.0.1.5",
                    "_25._tcp.broken CNAME tlsa.bogus.test.")
            .unsigned(
                    "plain.test",
                    "host A 127.0.1.6",
                    "_25._tcp.host TLSA 3 1 1 " + DIGEST,
                    "tlsa TLSA 3 1 1 " + DIGEST,
                    "alias CNAME mx1.signed.test.")
            .flawed("bogus.test", new ZoneFlaw.EverySignatureCorrupt(), "mx1 A 127.0.1.7", "tlsa TLSA 3 1 1 " + DIGEST)
            .flawed(
                    "halfbogus.test",
                    new ZoneFlaw.SignatureCorrupt("_25._tcp.mx1", Type.TLSA),
                    "mx1 A 127.0.1.8",
                    "_25._tcp.mx1 TLSA 3 1 1 " + DIGEST));

    @AfterEach
    void stop() {
        world.close();
    }

    private HostRoute resolve(String host) {
        return new HostResolver(world.validator(), AddressFilter.any(), 25).resolve(DomainName.of(host));
    }

    private HostRoute.Reachable reachable(String host) {
        return (HostRoute.Reachable) resolve(host);
    }

    private long tlsaQueries(String host) {
        return world.dns().queries("_25._tcp." + host, Type.TLSA);
    }

    @Test
    void addressesAndTlsaRecordsOfASignedHostAreSecure() {
        HostRoute.Reachable route = reachable("mx1.signed.test");

        assertThat(route.addresses())
                .extracting(InetAddress::getHostAddress)
                .containsExactly("127.0.1.1", "2001:db8:0:0:0:0:0:1");
        assertThat(route.security()).isEqualTo(Security.SECURE);
        assertThat(route.tlsa()).isInstanceOfSatisfying(TlsaLookup.Secure.class, tlsa -> {
            assertThat(tlsa.base()).isEqualTo(DomainName.of("mx1.signed.test"));
            assertThat(tlsa.records())
                    .as("usable or not")
                    .containsExactlyInAnyOrder(new TlsaRecord(3, 1, 1, DIGEST), new TlsaRecord(0, 0, 1, OTHER));
        });
    }

    @Test
    @Tag("RFC7672-D8")
    void tlsaRecordsAreThoseOfTheRealPort() {
        HostRoute route = new HostResolver(world.validator(), AddressFilter.any(), 2525)
                .resolve(DomainName.of("mx1.signed.test"));

        assertThat(((HostRoute.Reachable) route).tlsa())
                .isEqualTo(new TlsaLookup.Secure(
                        DomainName.of("mx1.signed.test"), List.of(new TlsaRecord(3, 1, 1, OTHER))));
        assertThat(tlsaQueries("mx1.signed.test")).isZero();
    }

    @Test
    void aSignedHostWithoutTlsaRecordsHasNone() {
        assertThat(reachable("bare.signed.test").tlsa()).isEqualTo(new TlsaLookup.None());
        assertThat(tlsaQueries("bare.signed.test")).isPositive();
    }

    @Test
    @Tag("RFC7672-D7")
    void belowInsecureAddressesTlsaRecordsAreNotAskedFor() {
        HostRoute.Reachable route = reachable("host.plain.test");

        assertThat(route.security()).isEqualTo(Security.INSECURE);
        assertThat(route.tlsa()).isEqualTo(new TlsaLookup.None());
        assertThat(tlsaQueries("host.plain.test")).isZero();
    }

    /** Alias, security of its addresses, TLSA base domain or nothing. */
    @ParameterizedTest
    @CsvSource({
        "both.signed.test,     SECURE,   mx1.signed.test",
        "onlyown.signed.test,  SECURE,   onlyown.signed.test",
        "neither.signed.test,  SECURE,",
        "away.signed.test,     INSECURE, away.signed.test",
        "awaybare.signed.test, INSECURE,",
        "alias.plain.test,     INSECURE,",
    })
    @Tag("RFC7672-D8")
    void theBaseDomainIsTheExpandedNameThenTheOriginal(String host, Security security, String base) {
        HostRoute.Reachable route = reachable(host);

        assertThat(route.security()).isEqualTo(security);
        if (base == null) {
            assertThat(route.tlsa()).isEqualTo(new TlsaLookup.None());
        } else {
            assertThat(route.tlsa())
                    .isInstanceOfSatisfying(
                            TlsaLookup.Secure.class,
                            tlsa -> assertThat(tlsa.base()).isEqualTo(DomainName.of(base)));
        }
    }

    @Test
    @Tag("RFC7672-D8")
    void whereTheExpandedNameHasTlsaRecordsTheOriginalIsNotAsked() {
        resolve("both.signed.test");

        assertThat(tlsaQueries("mx1.signed.test")).isPositive();
        assertThat(tlsaQueries("both.signed.test")).isZero();
    }

    @Test
    @Tag("RFC7672-D3")
    void ofAnAliasThatIsNotSecureTheExpandedNameIsNotAsked() {
        resolve("away.signed.test");
        resolve("alias.plain.test");

        assertThat(tlsaQueries("host.plain.test")).isZero();
        assertThat(tlsaQueries("mx1.signed.test")).isZero();
        assertThat(tlsaQueries("alias.plain.test")).isZero();
    }

    @Test
    @Tag("RFC7672-D8")
    void anAliasOfTheTlsaRecordItselfDoesNotChangeTheBase() {
        assertThat(reachable("shared.signed.test").tlsa())
                .isEqualTo(new TlsaLookup.Secure(
                        DomainName.of("shared.signed.test"), List.of(new TlsaRecord(3, 1, 1, DIGEST))));
    }

    @Test
    @Tag("RFC7672-D4")
    void tlsaRecordsInAnUnsignedZoneBindNobody() {
        assertThat(reachable("outsourced.signed.test").tlsa()).isEqualTo(new TlsaLookup.None());
    }

    @ParameterizedTest
    @ValueSource(strings = {"mx1.halfbogus.test", "broken.signed.test"})
    @Tag("RFC7672-D2")
    void bogusTlsaRecordsAreAFailureNotAnAbsence(String host) {
        assertThat(reachable(host).tlsa())
                .isInstanceOfSatisfying(
                        TlsaLookup.Failed.class,
                        failed -> assertThat(failed.isBogus()).isTrue());
    }

    static Stream<DnsFault> faults() {
        return Stream.of(
                DnsFault.SERVFAIL,
                DnsFault.REFUSED,
                DnsFault.NOTIMP,
                new DnsFault.Silence(),
                new DnsFault.Garbage(),
                new DnsFault.NoDataWithoutSoa());
    }

    @ParameterizedTest
    @MethodSource("faults")
    @Tag("RFC7672-D2")
    void aFailedTlsaLookupIsAFailureWhereverItHappens(DnsFault fault) {
        for (String host : List.of("mx1", "bare", "shared", "onlyown", "away")) {
            world.dns().fail("_25._tcp." + host + ".signed.test", Type.TLSA, fault);
        }
        for (String host : List.of("mx1", "bare", "shared", "onlyown", "away", "neither")) {
            assertThat(reachable(host + ".signed.test").tlsa()).as(host).isInstanceOf(TlsaLookup.Failed.class);
        }
    }

    @ParameterizedTest
    @MethodSource("faults")
    @Tag("RFC7672-D3")
    void aFailureToSeeWhetherAnAliasIsSecureIsAFailureOfTlsa(DnsFault fault) {
        world.dns().fail("away.signed.test", Type.CNAME, fault);

        assertThat(reachable("away.signed.test").tlsa()).isInstanceOf(TlsaLookup.Failed.class);
    }

    @ParameterizedTest
    @MethodSource("faults")
    @Tag("RFC7672-D2")
    void aHostWhoseAddressesCannotBeLookedUpIsNotUsed(DnsFault fault) {
        world.dns().fail("mx1.signed.test", Type.A, fault);
        world.dns().fail("bare.signed.test", Type.AAAA, fault);

        assertThat(resolve("mx1.signed.test")).isInstanceOf(HostRoute.Unresolved.class);
        assertThat(resolve("bare.signed.test")).isInstanceOf(HostRoute.Unresolved.class);
        assertThat(tlsaQueries("mx1.signed.test")).isZero();
    }

    @Test
    void bogusAddressesAreNotUsed() {
        assertThat(resolve("mx1.bogus.test"))
                .isInstanceOfSatisfying(
                        HostRoute.Unresolved.class,
                        unresolved -> assertThat(unresolved.isBogus()).isTrue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"textonly.signed.test", "none.signed.test", "none.plain.test"})
    void aHostWithoutAddressIsUseless(String host) {
        assertThat(resolve(host))
                .isInstanceOfSatisfying(
                        HostRoute.Unusable.class,
                        unusable -> assertThat(unusable.reason()).contains(host, "no address"));
    }

    @Test
    void aHostWithOnlyPrivateAddressesIsUselessUnlessTheWorldIsClosed() {
        assertThat(new HostResolver(world.validator(), AddressFilter.publicOnly(), 25)
                        .resolve(DomainName.of("private.signed.test")))
                .isInstanceOfSatisfying(
                        HostRoute.Unusable.class,
                        unusable -> assertThat(unusable.reason()).contains("private"));
        assertThat(reachable("private.signed.test").addresses()).hasSize(4);
    }

    @Test
    void privateAddressesBesidePublicOnesAreLeftOut() {
        HostRoute route = new HostResolver(world.validator(), AddressFilter.publicOnly(), 25)
                .resolve(DomainName.of("half.signed.test"));

        assertThat(((HostRoute.Reachable) route).addresses())
                .extracting(InetAddress::getHostAddress)
                .containsExactly("203.0.114.1");
    }

    @Test
    void nobodyMakesUsKnockAtHundredsOfDoors() {
        world.dns()
                .add(
                        "signed.test",
                        IntStream.range(2, 250)
                                .mapToObj(i -> "many A 127.0.2." + i)
                                .toArray(String[]::new));

        assertThat(reachable("many.signed.test").addresses()).hasSize(8);
    }

    @Test
    void aNameTooLongForTlsaRecordsHasNone() {
        String label = "a".repeat(60);
        String host = String.join(".", label, label, label, "b".repeat(55), "signed.test");
        world.dns().add("signed.test", host + ". A 127.0.1.9");

        assertThat(reachable(host).tlsa()).isEqualTo(new TlsaLookup.None());
    }
}
