package org.siegel.transport.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.siegel.transport.tls.Servers.MX;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.security.cert.CertificateException;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.siegel.transport.dane.DaneVerifier;
import org.siegel.transport.dane.TlsaRecord;

/** Any certificate that the platform can read is looked at to the end, and none that our authority did not sign is trusted. */
class CertificateFuzzTest {
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    private static final Set<TrustAnchor> ROOTS = Set.of(new TrustAnchor(Servers.AUTHORITY.certificate(), null));

    @FuzzTest
    void anyCertificateIsLookedAtToTheEnd(byte[] data) {
        X509Certificate certificate;
        try {
            certificate = SentCertificate.read(data);
        } catch (CertificateException _noCertificate) {
            return;
        }
        List<X509Certificate> chain = List.of(certificate, certificate, Servers.AUTHORITY.certificate());

        ServerNames.matchesAny(certificate, Set.of(MX));
        ServerNames.hasDnsName(certificate, Set.of(MX));
        assertThat(CertificatePath.find(chain, ROOTS, NOW)).isEmpty();
        for (int usage : new int[] {2, 3}) {
            for (int selector : new int[] {0, 1}) {
                TlsaRecord record = new TlsaRecord(usage, selector, 1, "00".repeat(32));
                assertThat(DaneVerifier.match(List.of(record), chain, Set.of(MX), NOW))
                        .isEmpty();
            }
        }
    }
}
