package org.siegel.transport.judgement;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.siegel.testing.pki.Identity;
import org.siegel.testing.pki.KeyKind;

/** Certificates with RSASSA-PSS signatures, whose hash function is a parameter. */
final class PssChains {

    private PssChains() {}

    static Identity signedWith(String bouncyCastleName, Clock clock) {
        KeyPair authority = KeyKind.rsa(3072).newPair();
        KeyPair server = KeyKind.ec("secp256r1").newPair();
        try {
            X509Certificate certificate = new JcaX509CertificateConverter()
                    .getCertificate(new JcaX509v3CertificateBuilder(
                                    new X500Name("CN=Root"),
                                    BigInteger.ONE,
                                    Date.from(clock.instant()),
                                    Date.from(clock.instant().plus(Duration.ofDays(1))),
                                    new X500Name("CN=mx1.example.test"),
                                    server.getPublic())
                            .build(new JcaContentSignerBuilder(bouncyCastleName)
                                    .setProvider(new BouncyCastleProvider())
                                    .build(authority.getPrivate())));
            return new Identity(server.getPrivate(), List.of(certificate));
        } catch (OperatorCreationException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
