package org.siegel.transport.tls;

import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertStore;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.PKIXCertPathBuilderResult;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A valid way from a server's certificate to an anchor (RFC 5280 §6). Revocation is not asked for.
 *
 * @param certificates from the server's own to the one that the anchor signed; not empty
 * @param anchor       which is trusted as it is
 */
public record CertificatePath(List<X509Certificate> certificates, X509Certificate anchor) {

    public CertificatePath {
        certificates = List.copyOf(certificates);
    }

    /**
     * Finds one; empty if there is none.
     *
     * @param chain   as the server sent it, leaf first; the others may come in any order
     * @param anchors each with its certificate
     */
    public static Optional<CertificatePath> find(List<X509Certificate> chain, Set<TrustAnchor> anchors, Instant now) {
        try {
            X509CertSelector leaf = new X509CertSelector();
            leaf.setCertificate(chain.getFirst());
            PKIXBuilderParameters parameters = new PKIXBuilderParameters(anchors, leaf);
            parameters.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(chain)));
            parameters.setRevocationEnabled(false);
            parameters.setDate(Date.from(now));
            PKIXCertPathBuilderResult found = (PKIXCertPathBuilderResult)
                    CertPathBuilder.getInstance("PKIX").build(parameters);
            return Optional.of(new CertificatePath(
                    found.getCertPath().getCertificates().stream()
                            .map(X509Certificate.class::cast)
                            .toList(),
                    found.getTrustAnchor().getTrustedCert()));
        } catch (GeneralSecurityException _noPath) {
            return Optional.empty();
        }
    }

    /** The certificate whose key has signed the one at this place. */
    public X509Certificate issuerOf(int place) {
        return place + 1 < certificates.size() ? certificates.get(place + 1) : anchor;
    }

    /** How many certificates lie between the server's own and the anchor; self-issued ones do not count. */
    public int intermediates() {
        return (int) certificates.stream()
                .skip(1)
                .filter(certificate ->
                        !certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal()))
                .count();
    }
}
