package org.siegel.testing.pki;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.CertificateFactory;
import java.security.spec.ECGenParameterSpec;
import java.util.Locale;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/** What kind of key a certificate holds. */
public sealed interface KeyKind {
    /** RSA with a modulus of this many bits. */
    record Rsa(int bits) implements KeyKind {}

    /** A curve by its usual name, such as {@code secp256r1} or {@code brainpoolP256r1}. */
    record Ec(String curve) implements KeyKind {
        /** The JDK lost its brainpool curves with JDK 16 (JDK-8235540). */
        private boolean isKnownToTheJdk() {
            return !curve.toLowerCase(Locale.ROOT).startsWith("brainpool");
        }
    }

    /** Ed25519 (RFC 8410). */
    record Ed25519() implements KeyKind {}

    static KeyKind rsa(int bits) {
        return new Rsa(bits);
    }

    static KeyKind ec(String curve) {
        return new Ec(curve);
    }

    static KeyKind ed25519() {
        return new Ed25519();
    }

    /** A new pair, made of the JDK's own classes wherever the JDK knows the kind. */
    default KeyPair newPair() {
        try {
            return switch (this) {
                case Rsa(int bits) -> {
                    var generator = KeyPairGenerator.getInstance("RSA");
                    generator.initialize(bits);
                    yield generator.generateKeyPair();
                }
                case Ec ec -> {
                    var generator = ec.isKnownToTheJdk()
                            ? KeyPairGenerator.getInstance("EC")
                            : KeyPairGenerator.getInstance("EC", new BouncyCastleProvider());
                    generator.initialize(new ECGenParameterSpec(ec.curve()));
                    yield generator.generateKeyPair();
                }
                case Ed25519() -> KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            };
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("nobody here makes keys of the kind " + this, e);
        }
    }

    /** The signature that such a key makes when nothing else is asked for, by its JCA name. */
    default String usualSignature() {
        return switch (this) {
            case Rsa rsa -> "SHA256withRSA";
            case Ec ec -> "SHA256withECDSA";
            case Ed25519 ed -> "Ed25519";
        };
    }

    /** The reader of certificates that can make something of such a key. */
    default CertificateFactory certificateFactory() throws GeneralSecurityException {
        return this instanceof Ec ec && !ec.isKnownToTheJdk()
                ? CertificateFactory.getInstance("X.509", new BouncyCastleProvider())
                : CertificateFactory.getInstance("X.509");
    }
}
