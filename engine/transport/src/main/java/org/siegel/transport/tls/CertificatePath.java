package org.siegel.transport.tls;

import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertStore;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
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
 */
public record CertificatePath(List<X509Certificate> certificates) {

    public CertificatePath {
        certificates = List.copyOf(certificates);
    }

    /**
     * Finds one; empty if there is none.
     *
     * @param chain as the server sent it, leaf first; the others may come in any order
     */
    public static Optional<CertificatePath> find(List<X509Certificate> chain, Set<TrustAnchor> anchors, Instant now) {
        try {
            X509CertSelector leaf = new X509CertSelector();
            leaf.setCertificate(chain.getFirst());
            PKIXBuilderParameters parameters = new PKIXBuilderParameters(anchors, leaf);
            parameters.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(chain)));
            parameters.setRevocationEnabled(false);
            parameters.setDate(Date.from(now));
            return Optional.of(new CertificatePath(
                    CertPathBuilder.getInstance("PKIX").build(parameters).getCertPath().getCertificates().stream()
                            .map(X509Certificate.class::cast)
                            .toList()));
        } catch (GeneralSecurityException _noPath) {
            return Optional.empty();
        }
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
