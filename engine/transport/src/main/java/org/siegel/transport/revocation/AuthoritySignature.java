package org.siegel.transport.revocation;

import java.io.IOException;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PSSParameterSpec;
import java.util.Map;
import org.bouncycastle.asn1.ASN1BitString;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/** A signature under a list or a response. With MD5 or SHA-1 it proves nothing. */
record AuthoritySignature(AlgorithmIdentifier algorithm, ASN1BitString value) {

    private static final Map<ASN1ObjectIdentifier, String> NAMES = Map.of(
            PKCSObjectIdentifiers.sha256WithRSAEncryption, "SHA256withRSA",
            PKCSObjectIdentifiers.sha384WithRSAEncryption, "SHA384withRSA",
            PKCSObjectIdentifiers.sha512WithRSAEncryption, "SHA512withRSA",
            PKCSObjectIdentifiers.id_RSASSA_PSS, "RSASSA-PSS",
            X9ObjectIdentifiers.ecdsa_with_SHA256, "SHA256withECDSA",
            X9ObjectIdentifiers.ecdsa_with_SHA384, "SHA384withECDSA",
            X9ObjectIdentifiers.ecdsa_with_SHA512, "SHA512withECDSA",
            EdECObjectIdentifiers.id_Ed25519, "Ed25519");

    boolean isBy(PublicKey key, byte[] signed) {
        String name = NAMES.get(algorithm.getAlgorithm());
        if (name == null) {
            return false;
        }
        try {
            Signature verifier = Signature.getInstance(name);
            if (name.equals("RSASSA-PSS")) {
                verifier.setParameter(pss());
            }
            verifier.initVerify(key);
            verifier.update(signed);
            return verifier.verify(value.getOctets());
        } catch (GeneralSecurityException | IOException _notVerifiable) {
            return false;
        }
    }

    private PSSParameterSpec pss() throws GeneralSecurityException, IOException {
        if (algorithm.getParameters() == null) {
            throw new InvalidAlgorithmParameterException("SHA-1, where nothing is said (RFC 8017 §A.2.3)");
        }
        AlgorithmParameters parameters = AlgorithmParameters.getInstance("RSASSA-PSS");
        parameters.init(algorithm.getParameters().toASN1Primitive().getEncoded());
        PSSParameterSpec read = parameters.getParameterSpec(PSSParameterSpec.class);
        if (read.getDigestAlgorithm().equals("SHA-1")) {
            throw new InvalidAlgorithmParameterException("SHA-1");
        }
        return read;
    }
}
