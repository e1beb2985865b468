package org.siegel.testing.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.Date;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.siegel.testing.FakeClock;

/** The JDK's own path validation judges what the authority makes. */
class TestAuthorityTest {
    private final FakeClock clock = FakeClock.at("2026-03-01T10:00:00Z");
    private final TestAuthority root = TestAuthority.root(clock);

    private void validate(Identity identity, X509Certificate anchor) throws GeneralSecurityException {
        var parameters = new PKIXParameters(Set.of(new TrustAnchor(anchor, null)));
        parameters.setRevocationEnabled(false);
        parameters.setDate(Date.from(clock.instant()));
        var path = CertificateFactory.getInstance("X.509").generateCertPath(identity.chain());
        CertPathValidator.getInstance("PKIX").validate(path, parameters);
    }

    @Test
    void threeLinesMakeAnIdentityThatValidates() throws GeneralSecurityException {
        var authority = root.intermediate();
        Identity mx1 = authority.issue("mx1.qualified.test", "*.mail.test");
        validate(mx1, root.certificate());
        assertThat(mx1.chain()).hasSize(2);
        assertThat(mx1.certificate().getSubjectAlternativeNames())
                .extracting(name -> name.get(1).toString())
                .containsExactly("mx1.qualified.test", "*.mail.test");
    }

    static Stream<Arguments> keysAndSignatures() {
        return Stream.of(
                Arguments.of(KeyKind.rsa(2048), "SHA256withRSA", "SHA256withRSA"),
                Arguments.of(KeyKind.rsa(2048), "SHA1withRSA", "SHA1withRSA"),
                Arguments.of(KeyKind.rsa(2048), "RSASSA-PSS", "RSASSA-PSS"),
                Arguments.of(KeyKind.ec("secp384r1"), "SHA384withECDSA", "SHA384withECDSA"),
                Arguments.of(KeyKind.ed25519(), "Ed25519", "Ed25519"));
    }

    @ParameterizedTest
    @MethodSource("keysAndSignatures")
    void everyKindOfKeySigns(KeyKind key, String signature, String name) throws GeneralSecurityException {
        var authority = TestAuthority.selfSigned(clock, "Authority")
                .key(key)
                .signedWith(signature)
                .authority();
        var leaf = authority
                .plan("mx1.test")
                .key(key)
                .signedWith(signature)
                .issue()
                .certificate();
        leaf.verify(authority.certificate().getPublicKey());
        assertThat(leaf.getSigAlgName()).isEqualTo(name);
    }

    @Test
    void brainpoolNeedsNoHelpFromTheJdk() {
        var authority = TestAuthority.selfSigned(clock, "Authority")
                .key(KeyKind.ec("brainpoolP256r1"))
                .authority();
        var leaf = authority.plan("mx1.test").key(KeyKind.ec("brainpoolP256r1")).issue();
        assertThat(leaf.certificate().getSigAlgName()).isEqualToIgnoringCase("SHA256withECDSA");
        assertThat(Tlsa.data(1, 1, leaf.certificate())).hasSize(32);
    }

    @Test
    void validityIsCountedFromTheClock() {
        Date now = Date.from(clock.instant());
        assertThatThrownBy(() ->
                        root.plan("mx1.test").expired().issue().certificate().checkValidity(now))
                .isInstanceOf(CertificateExpiredException.class);
        assertThatThrownBy(() -> root.plan("mx1.test")
                        .notYetValid()
                        .issue()
                        .certificate()
                        .checkValidity(now))
                .isInstanceOf(CertificateNotYetValidException.class);
    }

    @Test
    void aCommonNameOnlyCertificateHasNoAlternativeNames() throws GeneralSecurityException {
        var leaf = root.plan("mx1.test").commonNameOnly().issue().certificate();
        assertThat(leaf.getSubjectAlternativeNames()).isNull();
        assertThat(leaf.getSubjectX500Principal().getName()).isEqualTo("CN=mx1.test");
    }

    @Test
    void aPathLengthThatIsExceededDoesNotValidate() {
        var narrow = root.plan("Narrow").pathLength(0).authority();
        var tooDeep = narrow.intermediate().issue("mx1.test");
        assertThatThrownBy(() -> validate(tooDeep, root.certificate()))
                .isInstanceOf(GeneralSecurityException.class)
                .hasMessageContaining("pathLen");
    }

    @Test
    void theChainIsSentWithOrWithoutItsParts() {
        var authority = root.intermediate();
        assertThat(authority.plan("mx1.test").withRoot().issue().chain())
                .hasSize(3)
                .last()
                .isEqualTo(root.certificate());
        assertThat(authority.plan("mx1.test").withoutIntermediates().issue().chain())
                .hasSize(1);
        assertThat(authority.rootCertificate()).isEqualTo(root.certificate());
    }

    @Test
    void aSelfSignedServerStandsAlone() throws GeneralSecurityException {
        var self = TestAuthority.selfSigned(clock, "mx1.test").issue();
        assertThat(self.chain()).hasSize(1);
        assertThat(self.certificate().getBasicConstraints()).as("no authority").isEqualTo(-1);
        self.certificate().verify(self.certificate().getPublicKey());
    }

    @Test
    void pemIsReadByTheJdk(@TempDir Path dir) throws Exception {
        var file = root.writeRootPem(dir.resolve("root.pem"));
        var read = CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(Files.readAllBytes(file)));
        assertThat(read).isEqualTo(root.certificate());

        root.issue("mx1.test").writePem(dir.resolve("chain.pem"), dir.resolve("key.pem"));
        assertThat(dir.resolve("key.pem")).content(StandardCharsets.US_ASCII).startsWith("-----BEGIN PRIVATE KEY-----");
    }

    @Test
    void noKeyIsPrinted() {
        var identity = root.plan("mx1.test").key(KeyKind.rsa(2048)).issue();
        assertThat(identity).hasToString("identity of CN=mx1.test, chain of 1");
    }

    @Test
    void tlsaDataIsTheDigestOfWhatIsSelected() throws Exception {
        var certificate = root.issue("mx1.test").certificate();
        var sha256 = MessageDigest.getInstance("SHA-256");
        assertThat(Tlsa.data(0, 0, certificate)).isEqualTo(certificate.getEncoded());
        assertThat(Tlsa.data(1, 0, certificate))
                .isEqualTo(certificate.getPublicKey().getEncoded());
        assertThat(Tlsa.data(1, 1, certificate))
                .isEqualTo(sha256.digest(certificate.getPublicKey().getEncoded()));
        assertThat(Tlsa.data(0, 2, certificate)).hasSize(64);
        assertThat(Tlsa.record("_25._tcp.mx1.test", 3, 1, 1, certificate).rdataToString())
                .isEqualToIgnoringCase(Tlsa.line("", 3, 1, 1, certificate).replace(" TLSA ", ""));
    }
}
