package org.siegel.testing.pki;

import java.io.IOException;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.jspecify.annotations.Nullable;

/** A certificate that is still to be made; every setting has a harmless default. Not thread-safe; use it once. */
public final class CertificatePlan {
    private static final Duration AGE = Duration.ofDays(1);
    private static final Duration LIFETIME = Duration.ofDays(90);

    private final @Nullable TestAuthority authority;
    private final Clock clock;
    private final List<String> names;
    private KeyKind key = KeyKind.ec("secp256r1");
    private @Nullable String signature;
    private Instant notBefore;
    private Instant notAfter;
    private boolean withSubjectAlternativeNames = true;
    private boolean withRoot;
    private boolean withIntermediates = true;
    private OptionalInt pathLength = OptionalInt.empty();
    private final List<Extension> more = new ArrayList<>();

    /** Self-signed if the authority is null. */
    CertificatePlan(@Nullable TestAuthority authority, Clock clock, List<String> names) {
        if (names.isEmpty()) {
            throw new IllegalArgumentException("a certificate needs a name");
        }
        this.authority = authority;
        this.clock = clock;
        this.names = List.copyOf(names);
        this.notBefore = clock.instant().minus(AGE);
        this.notAfter = notBefore.plus(LIFETIME);
    }

    /** The kind of the certificate's own key; P-256 unless set. */
    public CertificatePlan key(KeyKind kind) {
        key = kind;
        return this;
    }

    /** The signature by its JCA name, {@code SHA1withRSA}, {@code RSASSA-PSS}...; it has to suit the signer's key. */
    public CertificatePlan signedWith(String jcaName) {
        signature = jcaName;
        return this;
    }

    /** Both ends are part of the validity (RFC 5280 §4.1.2.5); whole seconds count. */
    public CertificatePlan valid(Instant from, Instant to) {
        notBefore = from;
        notAfter = to;
        return this;
    }

    /** Ended a day ago. */
    public CertificatePlan expired() {
        Instant now = clock.instant();
        return valid(now.minus(LIFETIME), now.minus(AGE));
    }

    /** Begins tomorrow. */
    public CertificatePlan notYetValid() {
        Instant now = clock.instant();
        return valid(now.plus(AGE), now.plus(LIFETIME));
    }

    /** No subjectAltName at all; the first name is in the common name only (RFC 9525 §2 forbids relying on it). */
    public CertificatePlan commonNameOnly() {
        withSubjectAlternativeNames = false;
        return this;
    }

    /** The chain that is sent ends with the root, which DANE-TA needs (RFC 7672 §3.1.2). */
    public CertificatePlan withRoot() {
        withRoot = true;
        return this;
    }

    /** The chain that is sent lacks the intermediates, a common mistake. */
    public CertificatePlan withoutIntermediates() {
        withIntermediates = false;
        return this;
    }

    /** How many intermediates may follow below (RFC 5280 §4.2.1.9); only an authority has that. */
    public CertificatePlan pathLength(int intermediates) {
        pathLength = OptionalInt.of(intermediates);
        return this;
    }

    /** Another extension, such as one that nobody knows, or a large one. */
    public CertificatePlan with(String oid, boolean isCritical, byte[] value) {
        more.add(new Extension(new ASN1ObjectIdentifier(oid), isCritical, value));
        return this;
    }

    /** Names where the list of revoked certificates is that it would be on (RFC 5280 §4.2.1.13). */
    public CertificatePlan listedAt(String... urls) {
        DistributionPoint[] points = Stream.of(urls)
                .map(url -> new GeneralNames(new GeneralName(GeneralName.uniformResourceIdentifier, url)))
                .map(names -> new DistributionPoint(new DistributionPointName(names), null, null))
                .toArray(DistributionPoint[]::new);
        return with(Extension.cRLDistributionPoints.getId(), false, encoded(new CRLDistPoint(points)));
    }

    /** May sign OCSP responses for its issuer (RFC 6960 §4.2.2.2), and be no server. */
    public CertificatePlan ocspResponder() {
        return with(
                Extension.extendedKeyUsage.getId(),
                false,
                encoded(new ExtendedKeyUsage(KeyPurposeId.id_kp_OCSPSigning)));
    }

    /** Promises that its server staples an OCSP response (RFC 7633 §4.1). */
    public CertificatePlan mustStaple() {
        return with("1.3.6.1.5.5.7.1.24", false, encoded(new DERSequence(new ASN1Integer(5))));
    }

    private static byte[] encoded(ASN1Encodable value) {
        try {
            return value.toASN1Primitive().getEncoded();
        } catch (IOException e) {
            throw new IllegalArgumentException("an extension without an encoding", e);
        }
    }

    /** Makes a server's certificate. */
    public Identity issue() {
        Identity whole = make(false);
        var sent = new ArrayList<X509Certificate>();
        for (X509Certificate certificate : whole.chain()) {
            boolean own = certificate.equals(whole.certificate());
            boolean root = certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal());
            if (own || (root ? withRoot : withIntermediates)) {
                sent.add(certificate);
            }
        }
        return whole.withChain(sent);
    }

    /** Makes an authority that can issue in its turn. */
    public TestAuthority authority() {
        return new TestAuthority(make(true), key, clock);
    }

    private Identity make(boolean isAuthority) {
        var content = new CertificateContent(
                names, withSubjectAlternativeNames && !isAuthority, notBefore, notAfter, isAuthority, pathLength, more);
        KeyPair pair = key.newPair();
        var chain = new ArrayList<X509Certificate>();
        if (authority == null) {
            chain.add(content.certify(pair.getPublic(), key, content.subject(), pair.getPrivate(), signatureBy(key)));
        } else {
            chain.add(content.certify(
                    pair.getPublic(),
                    key,
                    CertificateContent.subjectOf(authority.certificate()),
                    authority.issuer().privateKey(),
                    signatureBy(authority.keyKind())));
            chain.addAll(authority.issuer().chain());
        }
        return new Identity(pair.getPrivate(), chain);
    }

    private String signatureBy(KeyKind signer) {
        return signature == null ? signer.usualSignature() : signature;
    }
}
