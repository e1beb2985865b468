package org.siegel.transport.tls;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.asn1.ocsp.OCSPResponse;
import org.bouncycastle.tls.CertificateEntry;
import org.bouncycastle.tls.CertificateStatus;
import org.bouncycastle.tls.CertificateStatusType;
import org.bouncycastle.tls.TlsExtensionsUtils;
import org.bouncycastle.tls.TlsServerCertificate;

/** The OCSP response that comes with a certificate: a message of its own in TLS 1.2, an extension in TLS 1.3. */
final class Staple {

    /** Kind and length before the response (RFC 6066 §8, RFC 8446 §4.4.2.1). */
    private static final int HEAD = 4;

    private Staple() {}

    static Optional<OCSPResponse> of(TlsServerCertificate certificate) {
        CertificateStatus status = certificate.getCertificateStatus();
        if (status != null) {
            return status.getStatusType() == CertificateStatusType.ocsp
                    ? Optional.of(status.getOCSPResponse())
                    : Optional.empty();
        }
        CertificateEntry entry = certificate.getCertificate().getCertificateEntryAt(0);
        Map<?, ?> extensions = entry.getExtensions();
        return extensions != null
                        && extensions.get(TlsExtensionsUtils.EXT_status_request) instanceof byte[] extension
                        && extension.length > HEAD
                        && extension[0] == CertificateStatusType.ocsp
                ? read(Arrays.copyOfRange(extension, HEAD, extension.length))
                : Optional.empty();
    }

    /** One that cannot be read says nothing. */
    private static Optional<OCSPResponse> read(byte[] der) {
        try {
            return Optional.of(OCSPResponse.getInstance(der));
        } catch (RuntimeException _unreadable) {
            // A stranger chose these bytes, and the library has an exception of its own for each way to be wrong.
            return Optional.empty();
        }
    }
}
