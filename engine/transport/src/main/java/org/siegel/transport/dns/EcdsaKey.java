package org.siegel.transport.dns;

import java.io.IOException;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.signers.StandardDSAEncoding;
import org.bouncycastle.math.ec.ECAlgorithms;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.math.ec.WNafUtil;
import org.bouncycastle.util.BigIntegers;
import org.jspecify.annotations.Nullable;

/**
 * Checks signatures by ECDSA (FIPS 186-5 §6.4.2) with one key. A key that has signed one record set has mostly signed several,
 * so from the second signature on its multiples by 2^(n/4), 2^(2n/4) and 2^(3n/4) are kept. A factor then falls into four
 * parts, for all of which the doublings are done once: a quarter of them. The arithmetic of points is BouncyCastle's.
 */
final class EcdsaKey implements SignatureCheck {

    private static final int PARTS = 4;

    private final Curve curve;
    private final ECPoint point;
    private boolean isUsed;
    private ECPoint @Nullable [] multiples;

    private EcdsaKey(Curve curve, ECPoint point) {
        this.curve = curve;
        this.point = point;
    }

    /** What all keys of one curve share. */
    static final class Curve {
        static final Curve P256 = new Curve("secp256r1", "SHA-256");
        static final Curve P384 = new Curve("secp384r1", "SHA-384");

        private final X9ECParameters parameters;
        private final String digest;
        private final int partBits;
        private final ECPoint[] base;

        private Curve(String name, String digest) {
            this.parameters = CustomNamedCurves.getByName(name);
            this.digest = digest;
            this.partBits = (parameters.getN().bitLength() + PARTS - 1) / PARTS;
            this.base = multiples(parameters.getG());
            for (ECPoint one : base) {
                WNafUtil.configureBasepoint(one);
            }
        }

        private ECPoint[] multiples(ECPoint once) {
            ECPoint[] all = new ECPoint[PARTS];
            all[0] = once;
            for (int i = 1; i < PARTS; i++) {
                all[i] = all[i - 1].timesPow2(partBits);
            }
            once.getCurve().normalizeAll(all);
            return all;
        }

        /** From the lowest to the highest. */
        private BigInteger[] parts(BigInteger factor) {
            BigInteger mask = BigInteger.ONE.shiftLeft(partBits).subtract(BigInteger.ONE);
            return IntStream.range(0, PARTS)
                    .mapToObj(i -> factor.shiftRight(i * partBits).and(mask))
                    .toArray(BigInteger[]::new);
        }
    }

    /**
     * Of the form that DNSKEY records have: two integers without anything around them (RFC 6605 §4).
     *
     * @return empty if they are no point of the curve
     */
    static Optional<SignatureCheck> of(Curve curve, byte[] octets) {
        int length = (curve.parameters.getCurve().getFieldSize() + 7) / 8;
        if (octets.length != 2 * length) {
            return Optional.empty();
        }
        try {
            return Optional.of(new EcdsaKey(
                    curve,
                    curve.parameters
                            .getCurve()
                            .validatePoint(
                                    new BigInteger(1, Arrays.copyOf(octets, length)),
                                    new BigInteger(1, Arrays.copyOfRange(octets, length, 2 * length)))));
        } catch (IllegalArgumentException _notOnTheCurve) {
            return Optional.empty();
        }
    }

    @Override
    public boolean fits(byte[] data, byte[] signature) {
        BigInteger n = curve.parameters.getN();
        BigInteger[] pair;
        try {
            pair = StandardDSAEncoding.INSTANCE.decode(n, signature);
        } catch (IOException | IllegalArgumentException _notTwoIntegersBelowTheOrder) {
            return false;
        }
        BigInteger r = pair[0];
        if (r.signum() <= 0 || pair[1].signum() <= 0) {
            return false;
        }
        BigInteger inverse = BigIntegers.modOddInverseVar(n, pair[1]);
        // The digests are exactly as long as the orders of their curves: no bit of them is left out.
        BigInteger ofBase = hash(data).multiply(inverse).mod(n);
        BigInteger ofKey = r.multiply(inverse).mod(n);
        ECPoint sum = sum(ofBase, ofKey);
        return !sum.isInfinity()
                && sum.normalize().getAffineXCoord().toBigInteger().mod(n).equals(r);
    }

    private ECPoint sum(BigInteger ofBase, BigInteger ofKey) {
        ECPoint[] ours = multiples();
        return ours == null
                ? ECAlgorithms.sumOfTwoMultiplies(curve.base[0], ofBase, point, ofKey)
                : ECAlgorithms.sumOfMultiplies(
                        joined(curve.base, ours), joined(curve.parts(ofBase), curve.parts(ofKey)));
    }

    private synchronized ECPoint @Nullable [] multiples() {
        if (multiples == null && isUsed) {
            multiples = curve.multiples(point);
        }
        isUsed = true;
        return multiples;
    }

    private static <T> T[] joined(T[] first, T[] second) {
        T[] all = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }

    private BigInteger hash(byte[] data) {
        try {
            return new BigInteger(1, MessageDigest.getInstance(curve.digest).digest(data));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has " + curve.digest, e);
        }
    }
}
