package org.siegel.transport.judgement;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.Set;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.teletrust.TeleTrusTObjectIdentifiers;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECNamedDomainParameters;
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

    /** BSI TR-02102-2 recommends named curves over prime fields only, and these. */
    private static final Set<ASN1ObjectIdentifier> CURVES = Set.of(
            SECObjectIdentifiers.secp256r1,
            SECObjectIdentifiers.secp384r1,
            SECObjectIdentifiers.secp521r1,
            TeleTrusTObjectIdentifiers.brainpoolP256r1,
            TeleTrusTObjectIdentifiers.brainpoolP384r1,
            TeleTrusTObjectIdentifiers.brainpoolP512r1);

    static KeyStrength of(X509Certificate certificate) {
        try {
            AsymmetricKeyParameter key =
                    PublicKeyFactory.createKey(certificate.getPublicKey().getEncoded());
            return switch (key) {
                case RSAKeyParameters rsa ->
                    new KeyStrength(Kind.RSA, rsa.getModulus().bitLength());
                case ECPublicKeyParameters ec
                when isRecommended(ec.getParameters()) ->
                    new KeyStrength(Kind.EC, ec.getParameters().getN().bitLength());
                default -> new KeyStrength(Kind.OTHER, 0);
            };
        } catch (IOException | RuntimeException _unreadable) {
            // A stranger chose these bytes, and the library has an exception of its own for each way to be wrong.
            return new KeyStrength(Kind.OTHER, 0);
        }
    }

    private static boolean isRecommended(ECDomainParameters curve) {
        return curve instanceof ECNamedDomainParameters named && CURVES.contains(named.getName());
    }

    @Override
    public String toString() {
        return kind == Kind.OTHER ? "of a kind that BSI does not list" : kind + " with " + bits + " bit";
    }
}
