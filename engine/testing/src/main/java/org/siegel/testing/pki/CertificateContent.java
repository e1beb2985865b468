package org.siegel.testing.pki;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.OptionalInt;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** What a certificate says about its subject, before anybody signs it (RFC 5280 §4.1). */
record CertificateContent(
        List<String> names,
        boolean subjectAlternativeNames,
        Instant notBefore,
        Instant notAfter,
        boolean authority,
        OptionalInt pathLength,
        List<Extension> more) {
    private static final int SERIAL_BITS = 120;

    X500Name subject() {
        return new X500NameBuilder().addRDN(BCStyle.CN, names.getFirst()).build();
    }

    static X500Name subjectOf(X509Certificate certificate) {
        try {
            return new JcaX509CertificateHolder(certificate).getSubject();
        } catch (CertificateEncodingException e) {
            throw new IllegalArgumentException("certificate without an encoding", e);
        }
    }

    X509Certificate certify(PublicKey key, KeyKind kind, X500Name issuer, PrivateKey issuerKey, String signature) {
        try {
            byte[] der =
                    builder(key, issuer).build(signer(issuerKey, signature)).getEncoded();
            return (X509Certificate) kind.certificateFactory().generateCertificate(new ByteArrayInputStream(der));
        } catch (IOException | GeneralSecurityException | OperatorCreationException e) {
            throw new IllegalArgumentException("no certificate for " + names + " signed with " + signature, e);
        }
    }

    static ContentSigner signer(PrivateKey key, String signature) throws OperatorCreationException {
        String name = signature.equals("RSASSA-PSS") ? "SHA256withRSAandMGF1" : signature;
        return new JcaContentSignerBuilder(name)
                .setProvider(new BouncyCastleProvider())
                .build(key);
    }

    private X509v3CertificateBuilder builder(PublicKey key, X500Name issuer) throws IOException {
        var builder = new X509v3CertificateBuilder(
                issuer,
                new BigInteger(SERIAL_BITS, new SecureRandom()).setBit(SERIAL_BITS),
                Date.from(notBefore),
                Date.from(notAfter),
                subject(),
                SubjectPublicKeyInfo.getInstance(key.getEncoded()));
        builder.addExtension(Extension.basicConstraints, true, basicConstraints());
        if (authority) {
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
        } else if (more.stream().noneMatch(extension -> extension.getExtnId().equals(Extension.extendedKeyUsage))) {
            builder.addExtension(
                    Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
        }
        if (subjectAlternativeNames) {
            builder.addExtension(Extension.subjectAlternativeName, false, dnsNames());
        }
        for (Extension extension : more) {
            builder.addExtension(extension);
        }
        return builder;
    }

    private BasicConstraints basicConstraints() {
        return authority && pathLength.isPresent()
                ? new BasicConstraints(pathLength.getAsInt())
                : new BasicConstraints(authority);
    }

    private GeneralNames dnsNames() {
        return new GeneralNames(names.stream()
                .map(name -> new GeneralName(GeneralName.dNSName, name))
                .toArray(GeneralName[]::new));
    }
}
