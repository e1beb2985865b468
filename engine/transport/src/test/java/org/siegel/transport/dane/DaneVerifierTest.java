package org.siegel.transport.dane;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.siegel.policy.DomainName;
import org.siegel.testing.FakeClock;
import org.siegel.testing.pki.CertificatePlan;
import org.siegel.testing.pki.Identity;
import org.siegel.testing.pki.KeyKind;
import org.siegel.testing.pki.TestAuthority;
import org.siegel.testing.pki.Tlsa;

/** Whether a chain matches: RFC 7672 §3.1 and §3.2. */
class DaneVerifierTest {
    private static final FakeClock CLOCK = FakeClock.at("2026-11-23T10:00:00Z");
    private static final TestAuthority ROOT = TestAuthority.root(CLOCK);
    private static final TestAuthority INTERMEDIATE = ROOT.intermediate();
    private static final Identity SERVER =
            INTERMEDIATE.plan("mx1.example.test").withRoot().issue();

    private static TlsaRecord record(int usage, int selector, int matching, X509Certificate certificate) {
        return TlsaRecord.of(usage, selector, matching, Tlsa.data(selector, matching, certificate));
    }

    private static boolean matches(TlsaRecord record, Identity server, String... references) {
        return matches(record, server.chain(), references);
    }

    private static boolean matches(TlsaRecord record, List<X509Certificate> chain, String... references) {
        Set<DomainName> names = Stream.of(references).map(DomainName::of).collect(Collectors.toSet());
        return DaneVerifier.match(List.of(record), chain, names, CLOCK.instant())
                .filter(record::equals)
                .isPresent();
    }

    static Stream<Arguments> forms() {
        return IntStream.rangeClosed(0, 1)
                .boxed()
                .flatMap(
                        selector -> IntStream.rangeClosed(0, 2).mapToObj(matching -> Arguments.of(selector, matching)));
    }

    @ParameterizedTest
    @MethodSource("forms")
    @Tag("RFC7672-D9")
    void daneEeMatchesTheLeafInEveryForm(int selector, int matching) {
        assertThat(matches(record(3, selector, matching, SERVER.certificate()), SERVER))
                .isTrue();
        assertThat(matches(record(3, selector, matching, INTERMEDIATE.certificate()), SERVER, "mx1.example.test"))
                .as("only the leaf")
                .isFalse();
    }

    @Test
    @Tag("RFC7672-D9")
    void daneEeIgnoresNamesDatesAndChain() {
        Identity expired = ROOT.plan("somebody.else.test").expired().issue();
        Identity early = ROOT.plan("somebody.else.test").notYetValid().issue();
        Identity selfSigned =
                TestAuthority.selfSigned(CLOCK, "localhost").expired().issue();

        for (Identity server : List.of(expired, early, selfSigned)) {
            assertThat(matches(record(3, 1, 1, server.certificate()), server, "mx1.example.test"))
                    .isTrue();
        }
    }

    @Test
    void daneEeMatchesKeysThatJavaCannotRead() {
        Identity brainpool = TestAuthority.selfSigned(CLOCK, "mx1.example.test")
                .key(KeyKind.ec("brainpoolP256r1"))
                .issue();

        assertThat(matches(record(3, 1, 1, brainpool.certificate()), brainpool)).isTrue();
    }

    /** An RSA key whose algorithm has no parameters: RFC 3279 §2.3.1 wants NULL there, and some leave it out. */
    @Test
    void aKeyIsComparedAsItStandsInTheCertificate() throws Exception {
        SubjectPublicKeyInfo usual = SubjectPublicKeyInfo.getInstance(
                KeyKind.rsa(2048).newPair().getPublic().getEncoded());
        SubjectPublicKeyInfo odd = new SubjectPublicKeyInfo(
                new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption), usual.parsePublicKey());
        X509Certificate leaf = Usurpers.certificate(CLOCK, odd);

        assertThat(matches(TlsaRecord.of(3, 1, 0, odd.getEncoded()), List.of(leaf)))
                .isTrue();
        assertThat(matches(record(3, 1, 1, leaf), List.of(leaf))).isTrue();
    }

    @ParameterizedTest
    @MethodSource("forms")
    @Tag("RFC7672-D10")
    void daneTaMatchesAnyAuthorityInTheChainInEveryForm(int selector, int matching) {
        for (X509Certificate authority : List.of(INTERMEDIATE.certificate(), ROOT.certificate())) {
            assertThat(matches(record(2, selector, matching, authority), SERVER, "mx1.example.test"))
                    .isTrue();
        }
    }

    @Test
    void daneTaMatchesAPlainRsaAuthority() {
        TestAuthority rsa = TestAuthority.selfSigned(CLOCK, "RSA Root")
                .key(KeyKind.rsa(2048))
                .authority();
        Identity server =
                rsa.plan("mx1.example.test").key(KeyKind.rsa(2048)).withRoot().issue();

        assertThat(matches(record(2, 0, 1, rsa.certificate()), server, "mx1.example.test"))
                .isTrue();
    }

    @Test
    void anAnchorThatTheServerDidNotSendDoesNotCount() {
        Identity withoutRoot = INTERMEDIATE.plan("mx1.example.test").issue();

        assertThat(matches(record(2, 0, 0, ROOT.certificate()), withoutRoot, "mx1.example.test"))
                .as("not even where the record has it in full")
                .isFalse();
        assertThat(matches(record(2, 0, 1, INTERMEDIATE.certificate()), withoutRoot, "mx1.example.test"))
                .isTrue();
    }

    @Test
    @Tag("RFC7672-D10")
    void aLeafIsNotItsOwnAnchor() {
        Identity selfSigned =
                TestAuthority.selfSigned(CLOCK, "mx1.example.test").issue();
        X509Certificate leaf = selfSigned.certificate();

        assertThat(matches(record(2, 0, 1, leaf), selfSigned, "mx1.example.test"))
                .isFalse();
        assertThat(matches(record(2, 0, 1, leaf), List.of(leaf, leaf), "mx1.example.test"))
                .as("sent twice")
                .isFalse();
        assertThat(matches(record(2, 1, 1, SERVER.certificate()), SERVER, "mx1.example.test"))
                .isFalse();
    }

    @Test
    void anAnchorThatDidNotSignTheChainDoesNotCount() {
        TestAuthority stranger = TestAuthority.root(CLOCK);
        List<X509Certificate> padded = List.of(SERVER.certificate(), stranger.certificate());
        TestAuthority namesake = ROOT.intermediate();

        assertThat(matches(record(2, 0, 1, stranger.certificate()), padded, "mx1.example.test"))
                .isFalse();
        assertThat(matches(
                        record(2, 0, 1, namesake.certificate()),
                        List.of(SERVER.certificate(), namesake.certificate()),
                        "mx1.example.test"))
                .as("same name, other key")
                .isFalse();
    }

    @Test
    void anAnchorThatMayNotSignCertificatesDoesNotCount() {
        for (boolean isAuthority : new boolean[] {true, false}) {
            for (int usage : new int[] {KeyUsage.keyCertSign, KeyUsage.digitalSignature}) {
                List<X509Certificate> chain = Usurpers.chain(CLOCK, isAuthority, usage, "mx1.example.test");

                assertThat(matches(record(2, 0, 1, chain.getLast()), chain, "mx1.example.test"))
                        .isEqualTo(isAuthority && usage == KeyUsage.keyCertSign);
            }
        }
    }

    @Test
    void theChainMayComeInAnyOrderBehindTheLeaf() {
        List<X509Certificate> shuffled = List.of(SERVER.certificate(), ROOT.certificate(), INTERMEDIATE.certificate());

        assertThat(matches(record(2, 0, 1, ROOT.certificate()), shuffled, "mx1.example.test"))
                .isTrue();
    }

    @Test
    @Tag("RFC7672-D10")
    void belowDaneTaDatesCount() {
        X509Certificate root = ROOT.certificate();
        Identity expiredLeaf =
                INTERMEDIATE.plan("mx1.example.test").expired().withRoot().issue();
        Identity earlyLeaf =
                INTERMEDIATE.plan("mx1.example.test").notYetValid().withRoot().issue();
        Identity expiredLink = ROOT.plan("Old Intermediate")
                .expired()
                .authority()
                .plan("mx1.example.test")
                .withRoot()
                .issue();
        TestAuthority oldRoot =
                TestAuthority.selfSigned(CLOCK, "Old Root").expired().authority();
        Identity belowOldRoot = oldRoot.plan("mx1.example.test").withRoot().issue();

        assertThat(matches(record(2, 0, 1, root), expiredLeaf, "mx1.example.test"))
                .isFalse();
        assertThat(matches(record(2, 0, 1, root), earlyLeaf, "mx1.example.test"))
                .isFalse();
        assertThat(matches(record(2, 0, 1, root), expiredLink, "mx1.example.test"))
                .isFalse();
        assertThat(matches(record(2, 0, 1, oldRoot.certificate()), belowOldRoot, "mx1.example.test"))
                .isFalse();
    }

    @Test
    void theTimeIsTheOnePassedIn() {
        TlsaRecord anchor = record(2, 0, 1, ROOT.certificate());
        Set<DomainName> names = Set.of(DomainName.of("mx1.example.test"));

        assertThat(DaneVerifier.match(
                        List.of(anchor), SERVER.chain(), names, CLOCK.instant().plus(Duration.ofDays(88))))
                .isPresent();
        assertThat(DaneVerifier.match(
                        List.of(anchor), SERVER.chain(), names, CLOCK.instant().plus(Duration.ofDays(90))))
                .isEmpty();
    }

    static Stream<Arguments> depths() {
        // path length of the anchor, authorities between it and the leaf, whether that is allowed
        return Stream.of(
                Arguments.of(0, 0, true),
                Arguments.of(0, 1, false),
                Arguments.of(1, 1, true),
                Arguments.of(1, 2, false),
                Arguments.of(2, 2, true));
    }

    @ParameterizedTest
    @MethodSource("depths")
    @Tag("RFC7672-D10")
    void thePathLengthOfTheAnchorIsObeyed(int pathLength, int between, boolean isAllowed) {
        CertificatePlan plan = TestAuthority.selfSigned(CLOCK, "Short Root").pathLength(pathLength);
        TestAuthority anchor = plan.authority();
        TestAuthority issuer = anchor;
        for (int i = 0; i < between; i++) {
            issuer = issuer.plan("Intermediate " + i).authority();
        }
        Identity server = issuer.plan("mx1.example.test").withRoot().issue();

        assertThat(matches(record(2, 0, 1, anchor.certificate()), server, "mx1.example.test"))
                .isEqualTo(isAllowed);
    }

    @Test
    void thePathLengthBetweenAnchorAndLeafIsObeyed() {
        Identity server = ROOT.plan("Last")
                .pathLength(0)
                .authority()
                .intermediate()
                .plan("mx1.example.test")
                .withRoot()
                .issue();

        assertThat(matches(record(2, 0, 1, ROOT.certificate()), server, "mx1.example.test"))
                .isFalse();
    }

    @Test
    @Tag("RFC7672-D10")
    @Tag("RFC7672-D12")
    void belowDaneTaTheNameMustBeOneOfTheReferences() {
        TlsaRecord anchor = record(2, 0, 1, ROOT.certificate());

        assertThat(matches(anchor, SERVER, "example.test", "mx1.example.test")).isTrue();
        assertThat(matches(anchor, SERVER, "example.test")).isFalse();
        assertThat(matches(anchor, SERVER, "mx1.example.test.evil.test")).isFalse();
        assertThat(matches(anchor, SERVER)).isFalse();
    }

    @Test
    void theFirstRecordThatMatchesIsTold() {
        TlsaRecord stranger = record(3, 1, 1, ROOT.certificate());
        TlsaRecord anchor = record(2, 0, 1, ROOT.certificate());
        TlsaRecord leaf = record(3, 1, 1, SERVER.certificate());

        assertThat(DaneVerifier.match(
                        List.of(stranger, leaf, anchor),
                        SERVER.chain(),
                        Set.of(DomainName.of("mx1.example.test")),
                        CLOCK.instant()))
                .contains(leaf);
    }

    @Test
    void withoutACertificateOrARecordNothingMatches() {
        assertThat(matches(record(3, 1, 1, SERVER.certificate()), List.of(), "mx1.example.test"))
                .isFalse();
        assertThat(DaneVerifier.match(List.of(), SERVER.chain(), Set.of(), CLOCK.instant()))
                .isEmpty();
        assertThat(matches(record(1, 1, 1, SERVER.certificate()), SERVER, "mx1.example.test"))
                .as("PKIX-EE")
                .isFalse();
    }
}
