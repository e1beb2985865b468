package org.siegel.transport.judgement;

import java.io.IOException;
import java.security.cert.X509Certificate;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.RSAKeyParameters;
import org.bouncycastle.crypto.util.PublicKeyFactory;

/**
 * Kind and length of a certificate's public key. Read without the Java platform's key factories, which know no
 * brainpool curves.
 */
record KeyStrength(Kind kind, int bits) {

    enum Kind {
        RSA,
        EC,
        /** Not in BSI's table, or unreadable. */
        OTHER
    }

    static KeyStrength of(X509Certificate certificate) {
        try {
            AsymmetricKeyParameter key =
                    PublicKeyFactory.createKey(certificate.getPublicKey().getEncoded());
            return switch (key) {
                case RSAKeyParameters rsa ->
                    new KeyStrength(Kind.RSA, rsa.getModulus().bitLength());
                case ECPublicKeyParameters ec ->
                    new KeyStrength(Kind.EC, ec.getParameters().getN().bitLength());
                default -> new KeyStrength(Kind.OTHER, 0);
            };
        } catch (IOException | IllegalArgumentException _unreadable) {
            return new KeyStrength(Kind.OTHER, 0);
        }
    }

    @Override
    public String toString() {
        return kind == Kind.OTHER ? "of a kind that BSI does not list" : kind + " with " + bits + " bit";
    }
}
