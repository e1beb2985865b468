package org.siegel.transport.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import org.bouncycastle.asn1.ocsp.OCSPResponse;
import org.siegel.testing.FakeClock;
import org.siegel.testing.pki.TestAuthority;
import org.siegel.transport.revocation.RevocationStanding.Unknown;

/** Nobody but the authority says anything about a certificate, whatever octets come. */
class RevocationFuzzTest {
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    private static final TestAuthority AUTHORITY = TestAuthority.root(FakeClock.at(NOW));
    private static final X509Certificate SERVER =
            AUTHORITY.issue("mx1.example.test").certificate();
    private static final URI SOURCE = URI.create("http://crl.example.test/1.crl");

    @FuzzTest
    void anyResponseIsUnknown(byte[] data) {
        OCSPResponse response;
        try {
            response = OCSPResponse.getInstance(data);
        } catch (RuntimeException _noResponse) {
            return; // as Staple has it
        }
        assertThat(StapledResponse.judge(response, SERVER, AUTHORITY.certificate(), NOW))
                .isInstanceOf(Unknown.class);
    }

    @FuzzTest
    void anyListIsUnusable(byte[] data) {
        try {
            throw new AssertionError(RevocationList.read(data, SOURCE, AUTHORITY.certificate()));
        } catch (RevocationList.Unusable unusable) {
            assertThat(unusable).hasMessageStartingWith("it");
        }
    }

    @FuzzTest
    void anyCertificateNamesListsOrNone(byte[] data) {
        X509Certificate certificate;
        try {
            certificate = (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(data));
        } catch (CertificateException _noCertificate) {
            return;
        }
        if (certificate != null) {
            assertThat(DistributionPoints.of(certificate))
                    .hasSizeLessThanOrEqualTo(2)
                    .allSatisfy(uri -> assertThat(uri.getScheme()).isEqualToIgnoringCase("http"));
        }
    }
}
