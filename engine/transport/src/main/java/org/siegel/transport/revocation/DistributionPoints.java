package org.siegel.transport.revocation;

import java.net.URI;
import java.net.URISyntaxException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;

/** Where a certificate says that the list is which it would be on (RFC 5280 §4.2.1.13). */
final class DistributionPoints {

    private static final int LONGEST = 1_000;

    private DistributionPoints() {}

    /** Over HTTP, from the authority itself, for whatever reason, the first two. */
    static List<URI> of(X509Certificate certificate) {
        byte[] extension = certificate.getExtensionValue(Extension.cRLDistributionPoints.getId());
        if (extension == null) {
            return List.of();
        }
        try {
            return Stream.of(CRLDistPoint.getInstance(
                                    ASN1OctetString.getInstance(extension).getOctets())
                            .getDistributionPoints())
                    .filter(point -> point.getCRLIssuer() == null && point.getReasons() == null)
                    .flatMap(DistributionPoints::names)
                    .filter(name -> name.getTagNo() == GeneralName.uniformResourceIdentifier)
                    .map(name -> name.getName().toString())
                    .flatMap(name -> uri(name).stream())
                    .limit(2)
                    .toList();
        } catch (RuntimeException _unreadable) {
            // Only a trusted authority's, but the library has an exception of its own for each way to be wrong.
            return List.of();
        }
    }

    private static Stream<GeneralName> names(DistributionPoint point) {
        DistributionPointName name = point.getDistributionPoint();
        return name != null && name.getType() == DistributionPointName.FULL_NAME
                ? Stream.of(GeneralNames.getInstance(name.getName()).getNames())
                : Stream.empty();
    }

    private static Optional<URI> uri(String text) {
        try {
            return Optional.of(new URI(text))
                    .filter(uri -> "http".equalsIgnoreCase(uri.getScheme())
                            && uri.getHost() != null
                            && uri.getRawUserInfo() == null
                            && text.length() <= LONGEST
                            && text.chars().allMatch(c -> c > ' ' && c < 0x7F));
        } catch (URISyntaxException _notOne) {
            return Optional.empty();
        }
    }
}
