package org.siegel.testing.smtp;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Hashtable;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.ECNamedCurveTable;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.ECKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.RSAKeyParameters;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.CertificateEntry;
import org.bouncycastle.tls.CertificateStatus;
import org.bouncycastle.tls.KeyExchangeAlgorithm;
import org.bouncycastle.tls.NamedGroup;
import org.bouncycastle.tls.SignatureAlgorithm;
import org.bouncycastle.tls.SignatureScheme;
import org.bouncycastle.tls.TlsContext;
import org.bouncycastle.tls.TlsExtensionsUtils;
import org.bouncycastle.tls.TlsUtils;
import org.bouncycastle.tls.crypto.TlsCertificate;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;
import org.siegel.testing.pki.Identity;

/** An identity in the terms of BouncyCastle's TLS: which suites and which signatures its key can serve. */
@SuppressWarnings("JdkObsolete") // the library's interface is made of Hashtable
final class SinkIdentity {
    private final AsymmetricKeyParameter key;
    private final TlsCertificate[] chain;
    private final Optional<ASN1ObjectIdentifier> curve;

    SinkIdentity(Identity identity, BcTlsCrypto crypto) {
        try {
            key = PrivateKeyFactory.createKey(identity.privateKey().getEncoded());
            var certificates = new ArrayList<TlsCertificate>();
            for (X509Certificate certificate : identity.chain()) {
                certificates.add(crypto.createCertificate(certificate.getEncoded()));
            }
            chain = certificates.toArray(TlsCertificate[]::new);
            curve = curveOf(SubjectPublicKeyInfo.getInstance(
                    identity.certificate().getPublicKey().getEncoded()));
        } catch (IOException | CertificateEncodingException e) {
            throw new IllegalArgumentException("TLS cannot use " + identity, e);
        }
    }

    private static Optional<ASN1ObjectIdentifier> curveOf(SubjectPublicKeyInfo info) {
        return info.getAlgorithm().getParameters() instanceof ASN1ObjectIdentifier oid
                ? Optional.of(oid)
                : Optional.empty();
    }

    AsymmetricKeyParameter key() {
        return key;
    }

    /** Whether the key can serve the key exchange of a suite; TLS 1.3 has none of its own. */
    boolean serves(int keyExchange) {
        return switch (keyExchange) {
            case KeyExchangeAlgorithm.NULL -> true;
            case KeyExchangeAlgorithm.RSA, KeyExchangeAlgorithm.DHE_RSA, KeyExchangeAlgorithm.ECDHE_RSA ->
                key instanceof RSAKeyParameters;
            case KeyExchangeAlgorithm.ECDHE_ECDSA -> !(key instanceof RSAKeyParameters);
            default -> false;
        };
    }

    /** Whether the key can make this signature in this version; only TLS 1.3 ties it to a curve (RFC 8446 §4.2.3). */
    boolean signsWith(int scheme, boolean tls13) {
        short algorithm = SignatureScheme.getSignatureAlgorithm(scheme);
        return switch (key) {
            case RSAKeyParameters rsa ->
                SignatureScheme.isRSAPSS(scheme) || (algorithm == SignatureAlgorithm.rsa && !tls13);
            case Ed25519PrivateKeyParameters ed -> scheme == SignatureScheme.ed25519;
            case ECKeyParameters ec -> tls13 ? curve.equals(curveOf(scheme)) : algorithm == SignatureAlgorithm.ecdsa;
            default -> false;
        };
    }

    private static Optional<ASN1ObjectIdentifier> curveOf(int scheme) {
        int group = SignatureScheme.getNamedGroup(scheme);
        return group < 0
                ? Optional.empty()
                : Optional.ofNullable(ECNamedCurveTable.getOID(NamedGroup.getCurveName(group)));
    }

    /** The certificate message, whose form changed with TLS 1.3. */
    Certificate message(TlsContext context, Optional<CertificateStatus> staple) throws IOException {
        if (!TlsUtils.isTLSv13(context)) {
            return new Certificate(chain);
        }
        CertificateEntry[] entries = new CertificateEntry[chain.length];
        for (int i = 0; i < chain.length; i++) {
            entries[i] = new CertificateEntry(chain[i], i == 0 && staple.isPresent() ? extension(staple.get()) : null);
        }
        return new Certificate(TlsUtils.EMPTY_BYTES, entries);
    }

    private static Hashtable<Integer, byte[]> extension(CertificateStatus staple) throws IOException {
        var encoded = new ByteArrayOutputStream();
        staple.encode(encoded);
        var extensions = new Hashtable<Integer, byte[]>();
        extensions.put(TlsExtensionsUtils.EXT_status_request, encoded.toByteArray());
        return extensions;
    }
}
