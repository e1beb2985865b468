package org.siegel.transport.tls;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;

/** A certificate from outside, in the form that the Java platform looks at it in. */
public final class SentCertificate {

    private SentCertificate() {}

    /**
     * Reads one.
     *
     * @param der what a stranger sent
     * @throws CertificateException if it is none, or one that the platform fails at: it has other exceptions for some, as for
     *     an Ed25519 key of no octets
     */
    public static X509Certificate read(byte[] der) throws CertificateException {
        try {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
        } catch (RuntimeException e) {
            throw new CertificateException("the platform fails at it: " + e, e);
        }
    }
}
