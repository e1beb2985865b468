package org.siegel.testing.pki;

import java.io.IOException;
import java.math.BigInteger;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.jspecify.annotations.Nullable;

/** A list of revoked certificates that is still to be made. Use it once. */
public final class RevocationListPlan {
    private final TestAuthority authority;
    private final X509v2CRLBuilder builder;
    private final Instant now;
    private TestAuthority signer;
    private @Nullable String signature;

    RevocationListPlan(TestAuthority authority, Clock clock) {
        this.authority = authority;
        this.signer = authority;
        this.now = clock.instant();
        this.builder = new X509v2CRLBuilder(
                CertificateContent.subjectOf(authority.certificate()), Date.from(now.minus(Duration.ofHours(1))));
        builder.setNextUpdate(Date.from(now.plus(Duration.ofDays(7))));
    }

    /** Of this time, and current until the other. */
    public RevocationListPlan valid(Instant thisUpdate, Instant nextUpdate) {
        builder.setThisUpdate(Date.from(thisUpdate));
        builder.setNextUpdate(Date.from(nextUpdate));
        return this;
    }

    /** This certificate was revoked a day ago, because its key was lost. */
    public RevocationListPlan revoking(X509Certificate certificate) {
        return revoking(certificate.getSerialNumber());
    }

    /** The certificate with that number was revoked. */
    public RevocationListPlan revoking(BigInteger serial) {
        builder.addCRLEntry(serial, Date.from(now.minus(Duration.ofDays(1))), CRLReason.keyCompromise);
        return this;
    }

    /** With this extension. */
    public RevocationListPlan with(ASN1ObjectIdentifier oid, boolean isCritical, ASN1Encodable value) {
        try {
            builder.addExtension(oid, isCritical, value);
            return this;
        } catch (IOException e) {
            throw new IllegalArgumentException("an extension without an encoding", e);
        }
    }

    /** Signed by another authority in the name of the first. */
    public RevocationListPlan forgedBy(TestAuthority forger) {
        signer = forger;
        return this;
    }

    /** Signed with this algorithm, by its JCA name. */
    public RevocationListPlan signedWith(String jcaName) {
        signature = jcaName;
        return this;
    }

    /** Makes it. */
    public byte[] der() {
        try {
            return builder.build(CertificateContent.signer(
                            signer.issuer().privateKey(),
                            signature == null ? authority.keyKind().usualSignature() : signature))
                    .getEncoded();
        } catch (IOException | OperatorCreationException e) {
            throw new IllegalArgumentException("no list of " + authority.certificate(), e);
        }
    }
}
