package org.siegel.transport.dane;

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
import org.siegel.policy.DomainName;
import org.siegel.transport.tls.ServerNames;

/** Whether a server's chain matches the TLSA records that bind it. Pure: same chain, records and time, same answer. */
public final class DaneVerifier {

    private DaneVerifier() {}

    /**
     * The record that authenticates the server, if any does.
     *
     * @param records    usable ones, from {@link DaneRule}
     * @param chain      as the server sent it, leaf first
     * @param references the names of which one must be in the leaf, for usage 2 only (RFC 7672 §3.2.2)
     */
    public static Optional<TlsaRecord> match(
            List<TlsaRecord> records, List<X509Certificate> chain, Set<DomainName> references, Instant now) {
        if (chain.isEmpty()) {
            return Optional.empty();
        }
        X509Certificate leaf = chain.getFirst();
        return records.stream()
                .filter(record -> switch (record.usage()) {
                    // Neither names nor dates count for DANE-EE (RFC 7672 §3.1.1).
                    case TlsaRecord.DANE_EE -> record.matches(leaf);
                    case TlsaRecord.DANE_TA ->
                        ServerNames.matchesAny(leaf, references) && hasPathToAnchor(record, chain, now);
                    default -> false;
                })
                .findFirst();
    }

    /** The anchor must be among the certificates that the server sent (RFC 7672 §3.1.2). */
    private static boolean hasPathToAnchor(TlsaRecord record, List<X509Certificate> chain, Instant now) {
        return chain.stream()
                .skip(1) // a leaf is not its own anchor: a path of length zero would check neither date nor issuer
                .filter(record::matches)
                .anyMatch(anchor -> hasPath(chain, anchor, now));
    }

    private static boolean hasPath(List<X509Certificate> chain, X509Certificate anchor, Instant now) {
        if (anchor.equals(chain.getFirst()) || !isInForce(anchor, now)) {
            return false;
        }
        try {
            X509CertSelector leaf = new X509CertSelector();
            leaf.setCertificate(chain.getFirst());
            PKIXBuilderParameters parameters = new PKIXBuilderParameters(Set.of(new TrustAnchor(anchor, null)), leaf);
            parameters.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(chain)));
            parameters.setRevocationEnabled(false);
            parameters.setDate(Date.from(now));
            CertPathBuilder.getInstance("PKIX").build(parameters);
            return true;
        } catch (GeneralSecurityException _noPath) {
            return false;
        }
    }

    private static boolean isInForce(X509Certificate certificate, Instant now) {
        return !now.isBefore(certificate.getNotBefore().toInstant())
                && !now.isAfter(certificate.getNotAfter().toInstant());
    }
}
