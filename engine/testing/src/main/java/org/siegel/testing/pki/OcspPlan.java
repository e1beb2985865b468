package org.siegel.testing.pki;

import java.io.IOException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.ocsp.OCSPResponseStatus;
import org.bouncycastle.asn1.oiw.OIWObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.ocsp.BasicOCSPRespBuilder;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.OCSPRespBuilder;
import org.bouncycastle.cert.ocsp.RespID;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.cert.ocsp.UnknownStatus;
import org.bouncycastle.operator.DigestCalculator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.jspecify.annotations.Nullable;

/** An OCSP response that is still to be made: that the certificate is good, unless it is told otherwise. Use it once. */
public final class OcspPlan {
    private final TestAuthority authority;
    private final X509Certificate about;
    private final Instant now;
    private Identity signer;
    private boolean showsSigner;
    private @Nullable CertificateStatus status = CertificateStatus.GOOD;
    private Instant thisUpdate;
    private @Nullable Instant nextUpdate;

    OcspPlan(TestAuthority authority, X509Certificate about, Clock clock) {
        this.authority = authority;
        this.about = about;
        this.signer = authority.issuer();
        this.now = clock.instant();
        this.thisUpdate = now.minus(Duration.ofHours(1));
        this.nextUpdate = now.plus(Duration.ofDays(7));
    }

    /** It was revoked a day ago. */
    public OcspPlan revoked() {
        status = new RevokedStatus(Date.from(now.minus(Duration.ofDays(1))), CRLReason.keyCompromise);
        return this;
    }

    /** The responder does not know it. */
    public OcspPlan unknown() {
        status = new UnknownStatus();
        return this;
    }

    /** Of this time, and current until the other; without an end if that is null. */
    public OcspPlan valid(Instant from, @Nullable Instant to) {
        thisUpdate = from;
        nextUpdate = to;
        return this;
    }

    /** Signed by somebody else, whose certificate goes along. */
    public OcspPlan by(Identity responder) {
        signer = responder;
        showsSigner = true;
        return this;
    }

    /** Makes it. */
    public byte[] der() {
        try {
            DigestCalculator sha1 = new JcaDigestCalculatorProviderBuilder()
                    .build()
                    .get(new AlgorithmIdentifier(OIWObjectIdentifiers.idSHA1));
            X509CertificateHolder issuer = new JcaX509CertificateHolder(authority.certificate());
            var builder = new BasicOCSPRespBuilder(new RespID(CertificateContent.subjectOf(signer.certificate())));
            builder.addResponse(
                    new CertificateID(sha1, issuer, about.getSerialNumber()),
                    status,
                    Date.from(thisUpdate),
                    nextUpdate == null ? null : Date.from(nextUpdate),
                    null);
            X509CertificateHolder[] shown = showsSigner
                    ? new X509CertificateHolder[] {new JcaX509CertificateHolder(signer.certificate())}
                    : new X509CertificateHolder[0];
            var basic = builder.build(
                    CertificateContent.signer(signer.privateKey(), "SHA256withECDSA"), shown, Date.from(now));
            return new OCSPRespBuilder()
                    .build(OCSPResponseStatus.SUCCESSFUL, basic)
                    .getEncoded();
        } catch (IOException | OCSPException | OperatorCreationException | CertificateEncodingException e) {
            throw new IllegalArgumentException("no response about " + about, e);
        }
    }
}
