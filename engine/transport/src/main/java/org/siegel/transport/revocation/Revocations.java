package org.siegel.transport.revocation;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ocsp.OCSPResponse;
import org.siegel.transport.revocation.RevocationStanding.Good;
import org.siegel.transport.revocation.RevocationStanding.Revoked;
import org.siegel.transport.revocation.RevocationStanding.Unknown;
import org.siegel.transport.tls.CertificatePath;

/** Finds out about every certificate between a server and its root. */
public final class Revocations {

    /** Extension TLS feature (RFC 7633 §4.1). */
    private static final String TLS_FEATURE = "1.3.6.1.5.5.7.1.24";

    private static final ASN1Integer STATUS_REQUEST = new ASN1Integer(5);

    private final RevocationLists lists;

    public Revocations(RevocationLists lists) {
        this.lists = lists;
    }

    /**
     * What is known now. One that was revoked condemns the path; where none was, what is known of the server's own counts.
     *
     * @param staple that the server sent with its certificate, if it did
     */
    public RevocationStanding of(CertificatePath path, Optional<OCSPResponse> staple, Instant now) {
        RevocationStanding own = ofLeaf(path, staple, now);
        List<RevocationStanding> authorities = new ArrayList<>();
        for (int i = 1; i < path.certificates().size(); i++) {
            authorities.add(lists.of(path.certificates().get(i), path.issuerOf(i)));
        }
        if (own instanceof Revoked) {
            return own;
        }
        for (RevocationStanding authority : authorities) {
            if (authority instanceof Revoked(var words)) {
                return new Revoked("an authority in its chain: " + words);
            }
        }
        return own;
    }

    private RevocationStanding ofLeaf(CertificatePath path, Optional<OCSPResponse> staple, Instant now) {
        X509Certificate leaf = path.certificates().getFirst();
        X509Certificate issuer = path.issuerOf(0);
        RevocationStanding stapled = staple.map(response -> StapledResponse.judge(response, leaf, issuer, now))
                .orElseGet(() -> new Unknown("no OCSP response was stapled"
                        + (mustStaple(leaf) ? ", although the certificate promises one (RFC 7633)" : "")));
        if (!(stapled instanceof Unknown(var noStaple))) {
            return stapled;
        }
        RevocationStanding listed = lists.of(leaf, issuer);
        return listed instanceof Unknown(var noList) ? new Unknown(noStaple + "; " + noList) : listed;
    }

    private static boolean mustStaple(X509Certificate leaf) {
        byte[] extension = leaf.getExtensionValue(TLS_FEATURE);
        try {
            return extension != null
                    && Arrays.asList(ASN1Sequence.getInstance(ASN1OctetString.getInstance(extension)
                                            .getOctets())
                                    .toArray())
                            .contains(STATUS_REQUEST);
        } catch (RuntimeException _unreadable) {
            // Only a trusted authority's, but the library has an exception of its own for each way to be wrong.
            return false;
        }
    }

    /** Without lists: only staples are looked at. */
    public static Revocations staplesOnly() {
        return new Revocations((_certificate, _issuer) -> new Unknown("lists of revoked certificates are not fetched"));
    }

    /** Says of what is not revoked from when the proof is. */
    static Good good(String proof, Instant from) {
        return new Good("not revoked, " + proof + " of " + from);
    }
}
