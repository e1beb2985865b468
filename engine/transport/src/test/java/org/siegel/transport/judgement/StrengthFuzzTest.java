package org.siegel.transport.judgement;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import org.siegel.transport.tls.SentCertificate;

/** Of any certificate it can be told what its key and its signature are, or that they are none of those known. */
class StrengthFuzzTest {

    @FuzzTest
    void anyKeyAndSignatureHaveAName(byte[] data) {
        X509Certificate certificate;
        try {
            certificate = SentCertificate.read(data);
        } catch (CertificateException _noCertificate) {
            return;
        }

        assertThat(KeyStrength.of(certificate).toString()).isNotBlank();
        assertThat(CertificateSignature.of(certificate).toString()).isNotBlank();
    }
}
