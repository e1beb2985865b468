package org.siegel.transport.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.StandardDSAEncoding;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.util.BigIntegers;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.xbill.DNS.DNSSEC.Algorithm;

/** Beside the library's own check, with odd keys and odd nonces among others. */
class SignatureCheckTest {

    /** A curve as the library has it. */
    record Reference(int algorithm, X9ECParameters curve, String digest) {

        BigInteger order() {
            return curve.getN();
        }

        int length() {
            return (curve.getCurve().getFieldSize() + 7) / 8;
        }

        /** Small, large, next to where a factor is cut, and some of no kind. */
        List<BigInteger> factors() {
            int quarter = order().bitLength() / 4;
            List<BigInteger> factors = new ArrayList<>(List.of(
                    BigInteger.ONE,
                    BigInteger.TWO,
                    order().subtract(BigInteger.ONE),
                    order().shiftRight(1),
                    BigInteger.ONE.shiftLeft(quarter),
                    BigInteger.ONE.shiftLeft(2 * quarter).subtract(BigInteger.ONE),
                    BigInteger.ONE.shiftLeft(3 * quarter).add(BigInteger.ONE)));
            Random seeded = new Random(22);
            for (int i = 0; i < 8; i++) {
                factors.add(new BigInteger(order().bitLength() - 1, seeded).add(BigInteger.ONE));
            }
            return factors;
        }

        BigInteger hash(byte[] data) throws Exception {
            return new BigInteger(1, MessageDigest.getInstance(digest).digest(data));
        }

        BigInteger[] sign(byte[] data, BigInteger secret, BigInteger nonce) throws Exception {
            BigInteger r = curve.getG()
                    .multiply(nonce)
                    .normalize()
                    .getAffineXCoord()
                    .toBigInteger()
                    .mod(order());
            BigInteger s = nonce.modInverse(order())
                    .multiply(hash(data).add(r.multiply(secret)))
                    .mod(order());
            return new BigInteger[] {r, s};
        }

        boolean libraryAccepts(ECPoint key, byte[] data, BigInteger[] pair) throws Exception {
            ECDSASigner signer = new ECDSASigner();
            signer.init(
                    false,
                    new ECPublicKeyParameters(
                            key, new ECDomainParameters(curve.getCurve(), curve.getG(), curve.getN(), curve.getH())));
            return signer.verifySignature(BigIntegers.asUnsignedByteArray(length(), hash(data)), pair[0], pair[1]);
        }

        byte[] octets(ECPoint key) {
            byte[] encoded = key.getEncoded(false);
            return Arrays.copyOfRange(encoded, 1, encoded.length);
        }
    }

    static Stream<Reference> references() {
        return Stream.of(
                new Reference(Algorithm.ECDSAP256SHA256, CustomNamedCurves.getByName("secp256r1"), "SHA-256"),
                new Reference(Algorithm.ECDSAP384SHA384, CustomNamedCurves.getByName("secp384r1"), "SHA-384"));
    }

    @ParameterizedTest
    @MethodSource("references")
    void everyCheckComesToWhatTheLibrarysComesTo(Reference reference) throws Exception {
        for (BigInteger secret : reference.factors()) {
            ECPoint point = reference.curve.getG().multiply(secret).normalize();
            SignatureCheck key = SignatureCheck.with(reference.algorithm, reference.octets(point))
                    .orElseThrow();
            for (BigInteger nonce : reference.factors()) {
                byte[] data = ("signed with " + nonce).getBytes(StandardCharsets.US_ASCII);
                BigInteger[] good = reference.sign(data, secret, nonce);

                assertThat(fits(reference, key, data, good)).isTrue();
                assertThat(reference.libraryAccepts(point, data, good)).isTrue();
                for (BigInteger[] bad : altered(reference, good)) {
                    assertThat(fits(reference, key, data, bad))
                            .as("secret %s, nonce %s, %s", secret, nonce, Arrays.toString(bad))
                            .isEqualTo(reference.libraryAccepts(point, data, bad));
                }
                data[0] ^= 1;
                assertThat(fits(reference, key, data, good)).isFalse();
            }
        }
    }

    private static boolean fits(Reference reference, SignatureCheck key, byte[] data, BigInteger[] pair)
            throws Exception {
        return key.fits(data, StandardDSAEncoding.INSTANCE.encode(reference.order(), pair[0], pair[1]));
    }

    private static List<BigInteger[]> altered(Reference reference, BigInteger[] good) {
        BigInteger order = reference.order();
        BigInteger r = good[0];
        BigInteger s = good[1];
        return List.of(
                new BigInteger[] {s, r},
                new BigInteger[] {r, order.subtract(s)},
                new BigInteger[] {order.subtract(r), s},
                new BigInteger[] {r.xor(BigInteger.ONE).max(BigInteger.ONE), s},
                new BigInteger[] {r, s.flipBit(70).mod(order).max(BigInteger.ONE)},
                new BigInteger[] {BigInteger.ZERO, s},
                new BigInteger[] {r, BigInteger.ZERO});
    }
}
