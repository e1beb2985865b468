package org.siegel.transport.revocation;

import java.security.cert.X509Certificate;

/** Knows lists of revoked certificates (RFC 5280 §5). Answers at once. */
@FunctionalInterface
public interface RevocationLists {

    /**
     * What its authority's list says of a certificate.
     *
     * @param issuer whose key the certificate is signed with; trusted
     */
    RevocationStanding of(X509Certificate certificate, X509Certificate issuer);
}
