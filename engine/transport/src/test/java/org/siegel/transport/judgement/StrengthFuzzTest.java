package org.siegel.transport.judgement;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;

/** Of any certificate it can be told what its key and its signature are, or that they are none of those known. */
class StrengthFuzzTest {

    @FuzzTest
    void anyKeyAndSignatureHaveAName(byte[] data) {
        X509Certificate certificate;
        try {
            certificate = (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(data));
        } catch (CertificateException _noCertificate) {
            return;
        }
        if (certificate != null) {
            assertThat(KeyStrength.of(certificate).toString()).isNotBlank();
            assertThat(CertificateSignature.of(certificate).toString()).isNotBlank();
        }
    }
}
