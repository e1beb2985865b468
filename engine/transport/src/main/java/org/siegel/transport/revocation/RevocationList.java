package org.siegel.transport.revocation;

import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.CertificateList;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;
import org.bouncycastle.asn1.x509.TBSCertList;
import org.siegel.transport.revocation.RevocationStanding.Revoked;
import org.siegel.transport.revocation.RevocationStanding.Unknown;

/**
 * A list of revoked certificates (RFC 5280 §5), signed by their own authority, and complete for what it covers: lists of
 * changes and lists on behalf of other authorities are not used.
 *
 * @param source      where it was found
 * @param revoked     the serial numbers
 * @param scope       which certificates of the authority it is about
 * @param allReasons  whether it tells of revocation for whatever reason
 */
record RevocationList(
        URI source, Instant thisUpdate, Instant nextUpdate, SerialNumbers revoked, Scope scope, boolean allReasons) {

    enum Scope {
        ALL,
        SERVERS,
        AUTHORITIES
    }

    /** All that may be critical; what else is would change the meaning of the list (RFC 5280 §5.2). */
    private static final Set<ASN1ObjectIdentifier> UNDERSTOOD =
            Set.of(Extension.issuingDistributionPoint, Extension.cRLNumber, Extension.authorityKeyIdentifier);

    private static final int SIGNS_LISTS = 6;

    /** Signals a list that is not used; the message is for people. */
    static final class Unusable extends Exception {
        private static final long serialVersionUID = 1L;

        Unusable(String reason) {
            super(reason);
        }
    }

    /**
     * Reads and checks it (RFC 5280 §6.3.3). Whether it is current, is asked when it is used.
     *
     * @param source which is a distribution point of the certificates that it is asked about
     */
    static RevocationList read(byte[] der, URI source, X509Certificate issuer) throws Unusable {
        try {
            return checked(CertificateList.getInstance(der), source, issuer);
        } catch (IOException | RuntimeException _unreadable) {
            // Strangers may have written it, and the library has an exception of its own for each way to be wrong.
            throw new Unusable("it is not a list of revoked certificates");
        }
    }

    private static RevocationList checked(CertificateList list, URI source, X509Certificate issuer)
            throws IOException, Unusable {
        TBSCertList content = list.getTBSCertList();
        boolean[] usage = issuer.getKeyUsage();
        if (!content.getIssuer()
                        .equals(X500Name.getInstance(
                                issuer.getSubjectX500Principal().getEncoded()))
                || (usage != null && !usage[SIGNS_LISTS])
                || !list.getSignatureAlgorithm().equals(content.getSignature())
                || !new AuthoritySignature(list.getSignatureAlgorithm(), list.getSignature())
                        .isBy(issuer.getPublicKey(), content.getEncoded(ASN1Encoding.DER))) {
            throw new Unusable("its signature is not proven to be that of the authority which issued the certificate");
        }
        if (content.getNextUpdate() == null) {
            throw new Unusable("it does not say how long it is current");
        }
        Extensions extensions = content.getExtensions();
        if (extensions != null
                && (extensions.getExtension(Extension.deltaCRLIndicator) != null
                        || Stream.of(extensions.getCriticalExtensionOIDs())
                                .anyMatch(critical -> !UNDERSTOOD.contains(critical)))) {
            throw new Unusable("it is only a part of a list, or needs something that is not understood");
        }
        IssuingDistributionPoint point = extensions == null
                ? null
                : IssuingDistributionPoint.getInstance(
                        extensions.getExtensionParsedValue(Extension.issuingDistributionPoint));
        if (point != null && (point.isIndirectCRL() || point.onlyContainsAttributeCerts())) {
            throw new Unusable("it is about certificates of others");
        }
        if (point != null && point.getDistributionPoint() != null && !names(point.getDistributionPoint(), source)) {
            throw new Unusable("it is the list of another distribution point");
        }
        return new RevocationList(
                source,
                content.getThisUpdate().getDate().toInstant(),
                content.getNextUpdate().getDate().toInstant(),
                serials(content),
                point == null ? Scope.ALL : scope(point),
                point == null || point.getOnlySomeReasons() == null);
    }

    private static Scope scope(IssuingDistributionPoint point) {
        if (point.onlyContainsUserCerts()) {
            return Scope.SERVERS;
        }
        return point.onlyContainsCACerts() ? Scope.AUTHORITIES : Scope.ALL;
    }

    private static boolean names(DistributionPointName point, URI source) {
        return point.getType() == DistributionPointName.FULL_NAME
                && Stream.of(GeneralNames.getInstance(point.getName()).getNames())
                        .anyMatch(name -> name.getTagNo() == GeneralName.uniformResourceIdentifier
                                && name.getName().toString().equals(source.toString()));
    }

    private static SerialNumbers serials(TBSCertList content) throws Unusable {
        List<BigInteger> serials = new ArrayList<>();
        for (Enumeration<?> entries = content.getRevokedCertificateEnumeration(); entries.hasMoreElements(); ) {
            TBSCertList.CRLEntry entry = (TBSCertList.CRLEntry) entries.nextElement();
            if (entry.hasExtensions() && entry.getExtensions().getExtension(Extension.certificateIssuer) != null) {
                throw new Unusable("it is about certificates of others");
            }
            serials.add(entry.getUserCertificate().getValue());
        }
        return SerialNumbers.of(serials);
    }

    /** What it says of a certificate of the authority. What was revoked once stays so when the list is outdated. */
    RevocationStanding of(X509Certificate certificate, Instant now) {
        if (!SerialNumbers.isAllowed(certificate.getSerialNumber()) || !covers(certificate)) {
            return new Unknown("the list " + source + " is not about such certificates");
        }
        if (revoked.contains(certificate.getSerialNumber())) {
            return new Revoked("it was revoked, as the list " + source + " of " + thisUpdate + " says");
        }
        if (!allReasons) {
            return new Unknown("the list " + source + " does not cover all reasons");
        }
        return isCurrent(now)
                ? Revocations.good("list " + source, thisUpdate)
                : new Unknown("the list " + source + " is outdated since " + nextUpdate);
    }

    private boolean covers(X509Certificate certificate) {
        boolean isAuthority = certificate.getBasicConstraints() >= 0;
        return switch (scope) {
            case ALL -> true;
            case SERVERS -> !isAuthority;
            case AUTHORITIES -> isAuthority;
        };
    }

    boolean isCurrent(Instant now) {
        return !now.isAfter(nextUpdate) && !now.isBefore(thisUpdate.minus(StapledResponse.SKEW));
    }
}
