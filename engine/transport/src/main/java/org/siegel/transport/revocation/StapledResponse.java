package org.siegel.transport.revocation;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.ocsp.BasicOCSPResponse;
import org.bouncycastle.asn1.ocsp.CertID;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.ocsp.OCSPResponse;
import org.bouncycastle.asn1.ocsp.OCSPResponseStatus;
import org.bouncycastle.asn1.ocsp.ResponderID;
import org.bouncycastle.asn1.ocsp.ResponseData;
import org.bouncycastle.asn1.ocsp.RevokedInfo;
import org.bouncycastle.asn1.ocsp.SingleResponse;
import org.bouncycastle.asn1.oiw.OIWObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.siegel.transport.revocation.RevocationStanding.Revoked;
import org.siegel.transport.revocation.RevocationStanding.Unknown;
import org.siegel.transport.tls.SentCertificate;

/**
 * An OCSP response that came with a certificate (RFC 6066 §8), checked without asking anybody (RFC 6960 §3.2): it must be
 * signed by the certificate's own authority or by somebody whom that authority charged with it.
 */
final class StapledResponse {

    /** How far clocks may differ. */
    static final Duration SKEW = Duration.ofMinutes(5);

    private static final String OCSP_SIGNING = "1.3.6.1.5.5.7.3.9";
    private static final int MOST_CERTIFICATES = 5;

    /** By which an issuer is named in a response; nothing depends on their strength. */
    private static final Map<ASN1ObjectIdentifier, String> HASHES = Map.of(
            OIWObjectIdentifiers.idSHA1, "SHA-1",
            NISTObjectIdentifiers.id_sha256, "SHA-256",
            NISTObjectIdentifiers.id_sha384, "SHA-384",
            NISTObjectIdentifiers.id_sha512, "SHA-512");

    private StapledResponse() {}

    static RevocationStanding judge(
            OCSPResponse response, X509Certificate certificate, X509Certificate issuer, Instant now) {
        try {
            return judged(response, certificate, issuer, now);
        } catch (GeneralSecurityException | IOException | ParseException | RuntimeException _unreadable) {
            // A stranger chose these bytes, and the library has an exception of its own for each way to be wrong.
            return new Unknown("the stapled OCSP response cannot be read");
        }
    }

    private static RevocationStanding judged(
            OCSPResponse response, X509Certificate certificate, X509Certificate issuer, Instant now)
            throws GeneralSecurityException, IOException, ParseException {
        if (response.getResponseStatus().getIntValue() != OCSPResponseStatus.SUCCESSFUL
                || response.getResponseBytes() == null
                || !response.getResponseBytes().getResponseType().equals(OCSPObjectIdentifiers.id_pkix_ocsp_basic)) {
            return new Unknown("the stapled OCSP response tells of no certificate");
        }
        BasicOCSPResponse basic = BasicOCSPResponse.getInstance(
                response.getResponseBytes().getResponse().getOctets());
        if (!isAuthentic(basic, issuer, now)) {
            return new Unknown("the stapled OCSP response is not proven to be the authority's");
        }
        Optional<SingleResponse> about = about(basic.getTbsResponseData(), certificate, issuer);
        return about.isPresent()
                ? standing(about.get(), now)
                : new Unknown("the stapled OCSP response is about another certificate");
    }

    private static boolean isAuthentic(BasicOCSPResponse basic, X509Certificate issuer, Instant now)
            throws GeneralSecurityException, IOException {
        byte[] signed = basic.getTbsResponseData().getEncoded(ASN1Encoding.DER);
        var signature = new AuthoritySignature(basic.getSignatureAlgorithm(), basic.getSignature());
        ResponderID responder = basic.getTbsResponseData().getResponderID();
        if (isNamed(responder, issuer)) {
            return signature.isBy(issuer.getPublicKey(), signed);
        }
        for (X509Certificate delegate : certificates(basic)) {
            if (isNamed(responder, delegate) && isDelegate(delegate, issuer, now)) {
                return signature.isBy(delegate.getPublicKey(), signed);
            }
        }
        return false;
    }

    private static boolean isNamed(ResponderID responder, X509Certificate signer)
            throws GeneralSecurityException, IOException {
        return responder.getName() != null
                ? responder.getName().equals(subject(signer))
                : MessageDigest.isEqual(responder.getKeyHash(), hash("SHA-1", keyBits(signer.getPublicKey())));
    }

    /** Issued by the very authority, for this purpose, and in force (RFC 6960 §4.2.2.2). */
    private static boolean isDelegate(X509Certificate delegate, X509Certificate issuer, Instant now)
            throws GeneralSecurityException {
        List<String> purposes = delegate.getExtendedKeyUsage();
        delegate.checkValidity(Date.from(now));
        delegate.verify(issuer.getPublicKey());
        return purposes != null
                && purposes.contains(OCSP_SIGNING)
                && delegate.getIssuerX500Principal().equals(issuer.getSubjectX500Principal());
    }

    private static List<X509Certificate> certificates(BasicOCSPResponse basic)
            throws GeneralSecurityException, IOException {
        if (basic.getCerts() == null) {
            return List.of();
        }
        List<X509Certificate> read = new ArrayList<>();
        for (ASN1Encodable one : basic.getCerts()) {
            if (read.size() < MOST_CERTIFICATES) {
                byte[] der = one.toASN1Primitive().getEncoded(ASN1Encoding.DER);
                read.add(SentCertificate.read(der));
            }
        }
        return read;
    }

    private static Optional<SingleResponse> about(
            ResponseData data, X509Certificate certificate, X509Certificate issuer)
            throws GeneralSecurityException, IOException {
        for (ASN1Encodable one : data.getResponses()) {
            SingleResponse single = SingleResponse.getInstance(one);
            if (isAbout(single.getCertID(), certificate, issuer)) {
                return Optional.of(single);
            }
        }
        return Optional.empty();
    }

    private static boolean isAbout(CertID id, X509Certificate certificate, X509Certificate issuer)
            throws GeneralSecurityException, IOException {
        String hash = HASHES.get(id.getHashAlgorithm().getAlgorithm());
        return hash != null
                && id.getSerialNumber().getValue().equals(certificate.getSerialNumber())
                && MessageDigest.isEqual(
                        id.getIssuerNameHash().getOctets(),
                        hash(hash, issuer.getSubjectX500Principal().getEncoded()))
                && MessageDigest.isEqual(id.getIssuerKeyHash().getOctets(), hash(hash, keyBits(issuer.getPublicKey())));
    }

    private static X500Name subject(X509Certificate certificate) {
        return X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded());
    }

    private static byte[] keyBits(PublicKey key) {
        return SubjectPublicKeyInfo.getInstance(key.getEncoded())
                .getPublicKeyData()
                .getBytes();
    }

    private static byte[] hash(String algorithm, byte[] data) throws GeneralSecurityException {
        return MessageDigest.getInstance(algorithm).digest(data);
    }

    private static RevocationStanding standing(SingleResponse single, Instant now) throws ParseException {
        Instant from = single.getThisUpdate().getDate().toInstant();
        if (now.isBefore(from.minus(SKEW))) {
            return new Unknown("the stapled OCSP response is of the future");
        }
        // Without an end there is always a newer one, which is not here (RFC 6960 §4.2.2.1).
        if (single.getNextUpdate() == null
                || now.isAfter(single.getNextUpdate().getDate().toInstant().plus(SKEW))) {
            return new Unknown("the stapled OCSP response is outdated");
        }
        return switch (single.getCertStatus().getTagNo()) {
            case 0 -> Revocations.good("stapled OCSP response", from);
            case 1 ->
                new Revoked("it was revoked on "
                        + RevokedInfo.getInstance(single.getCertStatus().getStatus())
                                .getRevocationTime()
                                .getDate()
                                .toInstant()
                        + ", as the OCSP response says that its server stapled");
            default -> new Unknown("the stapled OCSP response does not know the certificate");
        };
    }
}
