package org.siegel.transport.judgement;

import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.tls.CipherSuite;
import org.bouncycastle.tls.NamedGroup;
import org.bouncycastle.tls.SignatureScheme;
import org.siegel.policy.DomainName;
import org.siegel.policy.MxTrust;
import org.siegel.policy.PinnedMx;
import org.siegel.policy.TransportGrade;
import org.siegel.policy.TransportRules;
import org.siegel.testing.FakeClock;
import org.siegel.testing.pki.Identity;
import org.siegel.testing.pki.KeyKind;
import org.siegel.testing.pki.TestAuthority;
import org.siegel.transport.corroboration.CorroborationStanding;
import org.siegel.transport.dane.TlsaRecord;
import org.siegel.transport.dns.DnsAnswer.Security;
import org.siegel.transport.mtasts.StsStanding;
import org.siegel.transport.revocation.RevocationStanding;
import org.siegel.transport.tls.TlsObservation;

/** Handshakes as they might have been, without any. */
final class Observed {

    static final LocalDate TODAY = LocalDate.of(2026, 11, 23);
    static final DomainName MX = DomainName.of("mx1.example.test");

    private static final FakeClock CLOCK = FakeClock.at("2026-11-23T10:00:00Z");
    static final TestAuthority ROOT = TestAuthority.root(CLOCK);

    /** As BSI has it: P-256 all through. */
    static final Identity EC = ROOT.intermediate().issue(MX.ascii());
    /** As most public mail servers have it. */
    static final Identity RSA_2048 = TestAuthority.selfSigned(CLOCK, "RSA Root")
            .key(KeyKind.rsa(3072))
            .authority()
            .plan(MX.ascii())
            .key(KeyKind.rsa(2048))
            .issue();

    static final Identity SELF_SIGNED =
            TestAuthority.selfSigned(CLOCK, MX.ascii()).issue();

    private Observed() {}

    static Clock on(LocalDate day) {
        return Clock.fixed(day.atTime(12, 0).toInstant(ZoneOffset.UTC), ZoneOffset.UTC);
    }

    static TlsObservation tls13(List<X509Certificate> chain) {
        return new TlsObservation(
                "TLSv1.3",
                CipherSuite.TLS_AES_256_GCM_SHA384,
                Optional.of(NamedGroup.secp256r1),
                Optional.empty(),
                false,
                true,
                Optional.of(SignatureScheme.ecdsa_secp256r1_sha256),
                chain,
                Optional.empty(),
                false,
                false);
    }

    static TlsObservation tls13() {
        return tls13(EC.chain());
    }

    static TlsObservation tls12() {
        return new TlsObservation(
                "TLSv1.2",
                CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,
                Optional.of(NamedGroup.secp256r1),
                Optional.empty(),
                false,
                true,
                Optional.of(SignatureScheme.ecdsa_secp256r1_sha256),
                EC.chain(),
                Optional.empty(),
                false,
                false);
    }

    static TlsObservation with(TlsObservation tls, String version) {
        return new TlsObservation(
                version,
                tls.cipherSuite(),
                tls.group(),
                tls.dhBits(),
                tls.encryptThenMac(),
                tls.extendedMasterSecret(),
                tls.signatureScheme(),
                tls.chain(),
                tls.staple(),
                tls.helloRetryRequest(),
                tls.isReducedHello());
    }

    static TlsObservation withSuite(TlsObservation tls, int suite, boolean encryptThenMac) {
        return new TlsObservation(
                tls.version(),
                suite,
                tls.group(),
                tls.dhBits(),
                encryptThenMac,
                tls.extendedMasterSecret(),
                tls.signatureScheme(),
                tls.chain(),
                tls.staple(),
                tls.helloRetryRequest(),
                tls.isReducedHello());
    }

    static TlsObservation withGroup(TlsObservation tls, Optional<Integer> group, Optional<Integer> dhBits) {
        return new TlsObservation(
                tls.version(),
                tls.cipherSuite(),
                group,
                dhBits,
                tls.encryptThenMac(),
                tls.extendedMasterSecret(),
                tls.signatureScheme(),
                tls.chain(),
                tls.staple(),
                tls.helloRetryRequest(),
                tls.isReducedHello());
    }

    static TlsObservation withSignature(TlsObservation tls, Optional<Integer> scheme) {
        return new TlsObservation(
                tls.version(),
                tls.cipherSuite(),
                tls.group(),
                tls.dhBits(),
                tls.encryptThenMac(),
                tls.extendedMasterSecret(),
                scheme,
                tls.chain(),
                tls.staple(),
                tls.helloRetryRequest(),
                tls.isReducedHello());
    }

    static TlsObservation withChain(TlsObservation tls, List<X509Certificate> chain) {
        return new TlsObservation(
                tls.version(),
                tls.cipherSuite(),
                tls.group(),
                tls.dhBits(),
                tls.encryptThenMac(),
                tls.extendedMasterSecret(),
                tls.signatureScheme(),
                chain,
                Optional.empty(),
                false,
                false);
    }

    static TlsObservation withoutExtendedMasterSecret(TlsObservation tls) {
        return new TlsObservation(
                tls.version(),
                tls.cipherSuite(),
                tls.group(),
                tls.dhBits(),
                tls.encryptThenMac(),
                false,
                tls.signatureScheme(),
                tls.chain(),
                tls.staple(),
                tls.helloRetryRequest(),
                tls.isReducedHello());
    }

    static Authentication pkix() {
        return new Authentication.Pkix(MX, new RevocationStanding.Good("not revoked"));
    }

    static Authentication daneEe() {
        return new Authentication.Dane(TlsaRecord.of(3, 1, 1, new byte[32]));
    }

    static Authentication daneTa() {
        return new Authentication.Dane(TlsaRecord.of(2, 0, 1, new byte[32]));
    }

    /** A transfer that lacks nothing but what the handshake lacks. */
    static ObservedTransfer secured(TlsObservation tls, Authentication authentication) {
        return new ObservedTransfer(
                Security.SECURE,
                false,
                new StsStanding.Silent(),
                new CorroborationStanding.NotAsked(),
                Security.SECURE,
                Optional.of(tls),
                "",
                authentication);
    }

    static TransportRules rules(String profile, MxTrust... trusted) {
        return new TransportRules(
                profile, Set.of(trusted), List.<PinnedMx>of(), TransportGrade.MANDATORY, Duration.ofDays(1));
    }

    static TransportJudge judge(String profile) {
        return new TransportJudge(rules(profile, MxTrust.DNSSEC));
    }
}
