package org.siegel.transport.judgement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.cert.X509Certificate;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bouncycastle.tls.CipherSuite;
import org.bouncycastle.tls.NamedGroup;
import org.bouncycastle.tls.SignatureScheme;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.siegel.policy.Criterion;
import org.siegel.policy.Finding;
import org.siegel.policy.Finding.Status;
import org.siegel.policy.TransportGrade;
import org.siegel.testing.FakeClock;
import org.siegel.testing.pki.Identity;
import org.siegel.testing.pki.KeyKind;
import org.siegel.testing.pki.TestAuthority;
import org.siegel.transport.tls.TlsObservation;

/** The three profiles, on servers as they are found. */
class ProfilesTest {
    private static final FakeClock CLOCK = FakeClock.at("2026-11-23T10:00:00Z");
    private static final TlsObservation RSA_CHAIN = Observed.withSignature(
            Observed.withChain(Observed.tls13(), Observed.RSA_2048.chain()),
            Optional.of(SignatureScheme.rsa_pss_rsae_sha256));
    private static final TlsObservation RSA_TLS12 = Observed.withSuite(
            Observed.withSignature(
                    Observed.withChain(Observed.tls12(), Observed.RSA_2048.chain()),
                    Optional.of(SignatureScheme.rsa_pkcs1_sha256)),
            CipherSuite.TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384,
            false);
    private static final TlsObservation STATIC_ECDH =
            Observed.withSuite(Observed.tls12(), CipherSuite.TLS_ECDH_ECDSA_WITH_AES_256_GCM_SHA384, false);
    private static final TlsObservation RSA_KEY_TRANSPORT = Observed.withGroup(
            Observed.withSignature(
                    Observed.withSuite(RSA_TLS12, CipherSuite.TLS_RSA_WITH_AES_256_GCM_SHA384, false),
                    Optional.empty()),
            Optional.empty(),
            Optional.empty());

    private static Identity signedBy(String algorithm, KeyKind issuer) {
        return TestAuthority.selfSigned(CLOCK, "Root")
                .key(issuer)
                .authority()
                .plan(Observed.MX.ascii())
                .signedWith(algorithm)
                .issue();
    }

    static Identity pkcs1Chain() {
        return signedBy("SHA256withRSA", KeyKind.rsa(3072));
    }

    private static TlsObservation with(Identity identity) {
        return Observed.withChain(Observed.tls13(), identity.chain());
    }

    private static Identity withKey(KeyKind kind) {
        return Observed.ROOT.plan(Observed.MX.ascii()).key(kind).issue();
    }

    private static TlsObservation dh(Optional<Integer> group, Optional<Integer> bits) {
        return Observed.withGroup(
                Observed.withSuite(RSA_TLS12, CipherSuite.TLS_DHE_RSA_WITH_AES_256_GCM_SHA384, false), group, bits);
    }

    /** What was seen; whether each of bsi-2026-strict, bsi-practical and dsk-mandatory is satisfied, with PKIX. */
    static Stream<Arguments> servers() {
        return Stream.of(
                Arguments.of("P-256 all through, TLS 1.3", Observed.tls13(), true, true, true),
                Arguments.of("P-256 all through, TLS 1.2", Observed.tls12(), true, true, true),
                Arguments.of("RSA-2048 and a PKCS #1 chain, TLS 1.3", RSA_CHAIN, false, true, true),
                Arguments.of("RSA-2048 with a PKCS #1 handshake in TLS 1.2", RSA_TLS12, false, true, true),
                Arguments.of("self-signed P-256", with(Observed.SELF_SIGNED), true, true, true),
                Arguments.of(
                        "a PKCS #1 handshake in TLS 1.3", Observed.with(RSA_TLS12, "TLSv1.3"), false, false, false),
                Arguments.of("static ECDH", STATIC_ECDH, false, false, true),
                Arguments.of("RSA key transport", RSA_KEY_TRANSPORT, false, false, false),
                Arguments.of(
                        "x25519",
                        Observed.withGroup(Observed.tls13(), Optional.of(NamedGroup.x25519), Optional.empty()),
                        false,
                        false,
                        false),
                Arguments.of(
                        "X25519MLKEM768",
                        Observed.withGroup(Observed.tls13(), Optional.of(NamedGroup.X25519MLKEM768), Optional.empty()),
                        false,
                        false,
                        false),
                Arguments.of("TLS 1.1", Observed.with(Observed.tls12(), "TLSv1.1"), false, false, false),
                Arguments.of(
                        "no extended master secret",
                        Observed.withoutExtendedMasterSecret(Observed.tls12()),
                        false,
                        true,
                        true),
                Arguments.of(
                        "CBC with encrypt-then-MAC",
                        Observed.withSuite(Observed.tls12(), CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA384, true),
                        true,
                        true,
                        true),
                Arguments.of(
                        "CBC without encrypt-then-MAC",
                        Observed.withSuite(
                                Observed.tls12(), CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA384, false),
                        false,
                        false,
                        false),
                Arguments.of("ffdhe3072", dh(Optional.of(NamedGroup.ffdhe3072), Optional.of(3072)), false, true, true),
                Arguments.of("DH without a name, 4096 bit", dh(Optional.empty(), Optional.of(4096)), false, true, true),
                Arguments.of(
                        "DH without a name, 2999 bit", dh(Optional.empty(), Optional.of(2999)), false, false, false),
                Arguments.of(
                        "ffdhe2048", dh(Optional.of(NamedGroup.ffdhe2048), Optional.of(2048)), false, false, false),
                Arguments.of("RSA-1024 key", with(withKey(KeyKind.rsa(1024))), false, false, false),
                Arguments.of("RSA-2047 key", with(withKey(KeyKind.rsa(2047))), false, false, false),
                Arguments.of("RSA-2999 key", with(withKey(KeyKind.rsa(2999))), false, true, true),
                Arguments.of("RSA-3000 key", with(withKey(KeyKind.rsa(3000))), true, true, true),
                Arguments.of("brainpool key", with(withKey(KeyKind.ec("brainpoolP384r1"))), true, true, true),
                Arguments.of("Ed25519 key", with(withKey(KeyKind.ed25519())), false, false, false),
                Arguments.of(
                        "RSA-PSS chain with SHA-256",
                        with(PssChains.signedWith("SHA256withRSAandMGF1", CLOCK)),
                        true,
                        true,
                        true),
                Arguments.of(
                        "RSA-PSS chain with SHA-1",
                        with(PssChains.signedWith("SHA1withRSAandMGF1", CLOCK)),
                        false,
                        false,
                        true),
                Arguments.of("SHA-1 chain", with(signedBy("SHA1withRSA", KeyKind.rsa(3072))), false, false, true),
                Arguments.of(
                        "SHA-1 ECDSA chain",
                        with(signedBy("SHA1withECDSA", KeyKind.ec("secp256r1"))),
                        false,
                        false,
                        true),
                Arguments.of("SHA-224 chain", with(signedBy("SHA224withRSA", KeyKind.rsa(3072))), false, false, true),
                Arguments.of(
                        "an authority with a short key",
                        with(signedBy("SHA256withRSA", KeyKind.rsa(1024))),
                        false,
                        true,
                        true));
    }

    private static boolean isSatisfied(String profile, TlsObservation tls, boolean isLeafBound, LocalDate day) {
        return CryptoJudge.judge(CryptoProfile.named(profile), tls, isLeafBound, day).stream()
                .allMatch(Finding::isFulfilled);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("servers")
    void eachProfileHasItsSay(String name, TlsObservation tls, boolean strict, boolean practical, boolean mandatory) {
        assertThat(isSatisfied("bsi-2026-strict", tls, false, Observed.TODAY))
                .as("%s, strict", name)
                .isEqualTo(strict);
        assertThat(isSatisfied("bsi-practical", tls, false, Observed.TODAY))
                .as("%s, practical", name)
                .isEqualTo(practical);
        assertThat(isSatisfied("dsk-mandatory", tls, false, Observed.TODAY))
                .as("%s, mandatory", name)
                .isEqualTo(mandatory);
    }

    @Test
    void whatIsAcceptedBeyondTheTableIsReported() {
        List<Finding> findings =
                CryptoJudge.judge(CryptoProfile.named("bsi-practical"), RSA_TLS12, false, Observed.TODAY);

        assertThat(findings)
                .filteredOn(finding -> finding.status() == Status.REPORTED)
                .extracting(Finding::criterion)
                .containsExactlyInAnyOrder(Criterion.HANDSHAKE_SIGNATURE, Criterion.CHAIN_SIGNATURE);
        assertThat(findings).allMatch(finding -> !finding.detail().isBlank());
    }

    @Test
    @Tag("DSK-Q5")
    void everyCriterionOfTheHandshakeIsInTheEvidence() {
        assertThat(CryptoJudge.judge(CryptoProfile.named("bsi-2026-strict"), Observed.tls13(), false, Observed.TODAY))
                .extracting(Finding::criterion)
                .contains(
                        Criterion.VERSION,
                        Criterion.CIPHER_SUITE,
                        Criterion.FORWARD_SECRECY,
                        Criterion.KEY_EXCHANGE_GROUP,
                        Criterion.EXTENDED_MASTER_SECRET,
                        Criterion.HANDSHAKE_SIGNATURE,
                        Criterion.LEAF_KEY,
                        Criterion.CHAIN_SIGNATURE,
                        Criterion.CHAIN_KEYS);
    }

    @Test
    void aLeafBoundByDaneEeMakesItsChainIrrelevant() {
        for (Identity bad :
                List.of(signedBy("SHA1withRSA", KeyKind.rsa(3072)), signedBy("SHA256withRSA", KeyKind.rsa(1024)))) {
            assertThat(isSatisfied("bsi-2026-strict", with(bad), false, Observed.TODAY))
                    .isFalse();
            assertThat(isSatisfied("bsi-2026-strict", with(bad), true, Observed.TODAY))
                    .isTrue();
        }
        assertThat(isSatisfied("bsi-practical", with(withKey(KeyKind.rsa(1024))), true, Observed.TODAY))
                .as("but not its own key")
                .isFalse();
    }

    @Test
    void staticEcdhIsEncryptionOnlyUntilTheEndOf2026() {
        assertThat(isSatisfied("dsk-mandatory", STATIC_ECDH, false, LocalDate.of(2026, 12, 31)))
                .isTrue();
        assertThat(isSatisfied("dsk-mandatory", STATIC_ECDH, false, LocalDate.of(2027, 1, 1)))
                .isFalse();
        assertThat(isSatisfied("bsi-practical", STATIC_ECDH, false, LocalDate.of(2026, 12, 31)))
                .isFalse();
    }

    @Test
    void staticEcdhIsOfferedAccordingly() {
        int suite = CipherSuite.TLS_ECDH_ECDSA_WITH_AES_256_GCM_SHA384;
        TransportJudge judge = Observed.judge("bsi-practical");

        assertThat(Offers.forDemand(TransportGrade.MANDATORY, judge, LocalDate.of(2026, 12, 31))
                        .cipherSuites())
                .contains(suite);
        assertThat(Offers.forDemand(TransportGrade.MANDATORY, judge, LocalDate.of(2027, 1, 1))
                        .cipherSuites())
                .doesNotContain(suite);
        assertThat(Offers.forDemand(TransportGrade.QUALIFIED, judge, LocalDate.of(2026, 12, 31))
                        .cipherSuites())
                .doesNotContain(suite);
    }

    /** Each wider offer begins with all of the narrower one, so that a good server is not talked down. */
    @Test
    void aWiderOfferBeginsWithTheNarrowerOne() {
        TransportJudge judge = Observed.judge("bsi-practical");
        var mandatory = Offers.forDemand(TransportGrade.MANDATORY, judge, Observed.TODAY);
        var wide = Offers.forDemand(TransportGrade.NONE, judge, Observed.TODAY);

        assertThat(wide.cipherSuites()).startsWith(mandatory.cipherSuites().toArray(Integer[]::new));
        assertThat(wide.groups()).startsWith(mandatory.groups().toArray(Integer[]::new));
        assertThat(wide.signatureSchemes())
                .startsWith(mandatory.signatureSchemes().toArray(Integer[]::new));
        assertThat(wide.groups()).contains(NamedGroup.x25519);
        assertThat(wide.legacyPeers()).isTrue();
        assertThat(mandatory.legacyPeers()).isFalse();
        assertThat(Offers.forDemand(TransportGrade.OPPORTUNISTIC, judge, Observed.TODAY))
                .isEqualTo(wide);
    }

    @Test
    void aChainWithoutAnythingBehindTheLeafHasNoShortKeys() {
        List<X509Certificate> leafOnly = List.of(Observed.EC.certificate());

        assertThat(isSatisfied(
                        "bsi-2026-strict", Observed.withChain(Observed.tls13(), leafOnly), false, Observed.TODAY))
                .isTrue();
    }

    @Test
    void aProfileThatDoesNotExistIsRefusedWithTheNamesOfThoseThatDo() {
        assertThatThrownBy(() -> CryptoProfile.named("bsi"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("bsi-2026-strict, bsi-practical, dsk-mandatory");
        assertThatThrownBy(() -> CryptoProfile.named("../secret")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theEvidenceNamesProfileAndEdition() {
        assertThat(CryptoProfile.NAMES.stream()
                        .map(name -> CryptoProfile.named(name).label()))
                .containsExactly("bsi-2026-strict 2026-01", "bsi-practical 2026-01", "dsk-mandatory 2026-01");
    }
}
