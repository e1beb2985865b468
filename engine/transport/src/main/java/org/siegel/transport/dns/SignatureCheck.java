package org.siegel.transport.dns;

import java.io.IOException;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.params.Ed448PublicKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.StandardDSAEncoding;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.bouncycastle.math.ec.rfc8032.Ed448;
import org.xbill.DNS.DNSSEC.Algorithm;

/** Whether a signature, in the form that the JDK has it in, fits an octet string; for one key. */
@FunctionalInterface
interface SignatureCheck {

    boolean fits(byte[] data, byte[] signature);

    /**
     * For a key in the form that DNSKEY records have it in. RSA is not among them: the JDK is as fast.
     *
     * @param algorithm a number of RFC 8624 §3.1
     * @return empty if the algorithm is another one, or the octets are not a key of it
     */
    static Optional<SignatureCheck> with(int algorithm, byte[] key) {
        return switch (algorithm) {
            case Algorithm.ECDSAP256SHA256 -> ecdsa("secp256r1", "SHA-256", key);
            case Algorithm.ECDSAP384SHA384 -> ecdsa("secp384r1", "SHA-384", key);
            case Algorithm.ED25519 -> ed25519(key);
            case Algorithm.ED448 -> ed448(key);
            default -> Optional.empty();
        };
    }

    /** RFC 6605 §4: the key is two integers without anything around them. */
    private static Optional<SignatureCheck> ecdsa(String curve, String digest, byte[] key) {
        X9ECParameters parameters = CustomNamedCurves.getByName(curve);
        int length = (parameters.getCurve().getFieldSize() + 7) / 8;
        if (key.length != 2 * length) {
            return Optional.empty();
        }
        ECPoint point;
        try {
            point = parameters.getCurve().validatePoint(first(key, length), second(key, length));
        } catch (IllegalArgumentException _notOnTheCurve) {
            return Optional.empty();
        }
        ECPublicKeyParameters parsed = new ECPublicKeyParameters(
                point,
                new ECDomainParameters(parameters.getCurve(), parameters.getG(), parameters.getN(), parameters.getH()));
        return Optional.of((data, signature) -> {
            BigInteger[] pair;
            try {
                pair = StandardDSAEncoding.INSTANCE.decode(parameters.getN(), signature);
            } catch (IOException | IllegalArgumentException _notTwoIntegersInRange) {
                return false;
            }
            ECDSASigner verifier = new ECDSASigner();
            verifier.init(false, parsed);
            return verifier.verifySignature(digested(digest, data), pair[0], pair[1]);
        });
    }

    private static BigInteger first(byte[] pair, int length) {
        return new BigInteger(1, Arrays.copyOf(pair, length));
    }

    private static BigInteger second(byte[] pair, int length) {
        return new BigInteger(1, Arrays.copyOfRange(pair, length, 2 * length));
    }

    private static byte[] digested(String digest, byte[] data) {
        try {
            return MessageDigest.getInstance(digest).digest(data);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has " + digest, e);
        }
    }

    /** RFC 8080 §3, §4. A key outside the prime-order group is left to the JDK, where nothing hangs on the equation used. */
    private static Optional<SignatureCheck> ed25519(byte[] key) {
        if (key.length != Ed25519.PUBLIC_KEY_SIZE || !Ed25519.validatePublicKeyFull(key, 0)) {
            return Optional.empty();
        }
        Ed25519PublicKeyParameters parsed = new Ed25519PublicKeyParameters(key, 0);
        return Optional.of((data, signature) -> signature.length == Ed25519.SIGNATURE_SIZE
                && parsed.verify(Ed25519.Algorithm.Ed25519, null, data, 0, data.length, signature, 0));
    }

    private static Optional<SignatureCheck> ed448(byte[] key) {
        if (key.length != Ed448.PUBLIC_KEY_SIZE || !Ed448.validatePublicKeyFull(key, 0)) {
            return Optional.empty();
        }
        Ed448PublicKeyParameters parsed = new Ed448PublicKeyParameters(key, 0);
        return Optional.of((data, signature) -> signature.length == Ed448.SIGNATURE_SIZE
                && parsed.verify(Ed448.Algorithm.Ed448, new byte[0], data, 0, data.length, signature, 0));
    }
}
