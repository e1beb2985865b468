package org.siegel.transport.dane;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.siegel.testing.pki.KeyKind;

/** Certificates that signed another without being allowed to. */
final class Usurpers {

    private static final X500Name ISSUER = new X500Name("CN=Usurper");

    private Usurpers() {}

    /** A server's certificate, and the one that signed it with these extensions. */
    static List<X509Certificate> chain(Clock clock, boolean isAuthority, int keyUsage, String server) {
        KeyPair issuer = KeyKind.ec("secp256r1").newPair();
        PublicKey key = KeyKind.ec("secp256r1").newPair().getPublic();
        try {
            X509v3CertificateBuilder leaf = builder(clock, new X500Name("CN=" + server), key)
                    .addExtension(
                            Extension.subjectAlternativeName,
                            false,
                            new GeneralNames(new GeneralName(GeneralName.dNSName, server)));
            X509v3CertificateBuilder anchor = builder(clock, ISSUER, issuer.getPublic())
                    .addExtension(Extension.basicConstraints, true, new BasicConstraints(isAuthority))
                    .addExtension(Extension.keyUsage, true, new KeyUsage(keyUsage));
            return List.of(sign(leaf, issuer.getPrivate()), sign(anchor, issuer.getPrivate()));
        } catch (CertIOException | OperatorCreationException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A certificate with exactly this key, signed by anybody. */
    static X509Certificate certificate(Clock clock, SubjectPublicKeyInfo key) {
        try {
            return sign(
                    new X509v3CertificateBuilder(
                            ISSUER,
                            BigInteger.ONE,
                            Date.from(clock.instant().minus(Duration.ofDays(1))),
                            Date.from(clock.instant().plus(Duration.ofDays(1))),
                            new X500Name("CN=odd"),
                            key),
                    KeyKind.ec("secp256r1").newPair().getPrivate());
        } catch (OperatorCreationException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static X509v3CertificateBuilder builder(Clock clock, X500Name subject, PublicKey key) {
        return new JcaX509v3CertificateBuilder(
                ISSUER,
                BigInteger.ONE,
                Date.from(clock.instant().minus(Duration.ofDays(1))),
                Date.from(clock.instant().plus(Duration.ofDays(1))),
                subject,
                key);
    }

    private static X509Certificate sign(X509v3CertificateBuilder builder, PrivateKey key)
            throws OperatorCreationException, GeneralSecurityException {
        return new JcaX509CertificateConverter()
                .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(key)));
    }
}
