package org.siegel.transport.dane;

import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.siegel.policy.DomainName;
import org.siegel.transport.tls.CertificatePath;
import org.siegel.transport.tls.ServerNames;

/** Whether a server's chain matches the TLSA records that bind it. Pure: same chain, records and time, same answer. */
public final class DaneVerifier {

    /** Position of keyCertSign in a key usage. */
    private static final int SIGNS_CERTIFICATES = 5;

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
        X509Certificate leaf = chain.getFirst();
        return chain.stream()
                .skip(1)
                .filter(record::matches)
                // A leaf is not its own anchor: a path of length zero would check neither date nor issuer.
                .filter(anchor -> !anchor.equals(leaf))
                .filter(anchor -> isAuthority(anchor) && isInForce(anchor, now))
                .anyMatch(anchor -> CertificatePath.find(chain, Set.of(new TrustAnchor(anchor, null)), now)
                        // Java does not ask whether an anchor may have so much below it (RFC 5280 §4.2.1.9).
                        .filter(path -> path.intermediates() <= anchor.getBasicConstraints())
                        .isPresent());
    }

    /** Nor whether it may sign certificates at all (RFC 5280 §4.2.1.3, §4.2.1.9). */
    private static boolean isAuthority(X509Certificate certificate) {
        boolean[] usage = certificate.getKeyUsage();
        return certificate.getBasicConstraints() >= 0 && (usage == null || usage[SIGNS_CERTIFICATES]);
    }

    private static boolean isInForce(X509Certificate certificate, Instant now) {
        return !now.isBefore(certificate.getNotBefore().toInstant())
                && !now.isAfter(certificate.getNotAfter().toInstant());
    }
}
