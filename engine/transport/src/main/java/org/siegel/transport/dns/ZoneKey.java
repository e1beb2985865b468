package org.siegel.transport.dns;

import com.github.benmanes.caffeine.cache.Cache;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;

/**
 * A key that signs record sets, taken apart once. Whether a signature fits a key and an octet string never changes, so what
 * came of it is remembered; whether the signature is valid today is looked at elsewhere, each time (RFC 4035 §5.3.1).
 */
sealed interface ZoneKey extends PublicKey {

    /** Not one that other providers look for, so that they do not take such a key for one of theirs. */
    String ALGORITHM = "a DNS zone's key";

    boolean fits(byte[] data, byte[] signature);

    @Override
    default String getAlgorithm() {
        return ALGORITHM;
    }

    @Override
    default String getFormat() {
        return "none";
    }

    @Override
    default byte[] getEncoded() {
        return new byte[0];
    }

    /** Of an elliptic curve for ECDSA: dnsjava looks at its curve, and gives signatures in the JDK's form. */
    final class Ecdsa implements ZoneKey, ECPublicKey {

        private static final long serialVersionUID = 1L;

        private final transient ECPublicKey plain;
        private final transient Remembering check;

        Ecdsa(ECPublicKey plain, Remembering check) {
            this.plain = plain;
            this.check = check;
        }

        @Override
        public boolean fits(byte[] data, byte[] signature) {
            return check.fits(data, signature);
        }

        @Override
        public ECPoint getW() {
            return plain.getW();
        }

        @Override
        public ECParameterSpec getParams() {
            return plain.getParams();
        }

        @Override
        public String getAlgorithm() {
            return ALGORITHM;
        }
    }

    /** Ed25519 or Ed448. */
    final class Edwards implements ZoneKey {

        private static final long serialVersionUID = 1L;

        private final transient Remembering check;

        Edwards(Remembering check) {
            this.check = check;
        }

        @Override
        public boolean fits(byte[] data, byte[] signature) {
            return check.fits(data, signature);
        }
    }

    /**
     * Checks a question only once.
     *
     * @param octets of the key, which nobody changes
     * @param known  what came of earlier checks, with this and with other keys
     */
    record Remembering(int algorithm, ByteBuffer octets, SignatureCheck check, Cache<ByteBuffer, Boolean> known)
            implements SignatureCheck {

        @Override
        public boolean fits(byte[] data, byte[] signature) {
            // With the lengths before them, no two questions have the same octets.
            MessageDigest question = sha256();
            question.update(ByteBuffer.allocate(3 * Integer.BYTES)
                    .putInt(algorithm)
                    .putInt(octets.capacity())
                    .putInt(signature.length)
                    .flip());
            question.update(octets.duplicate());
            question.update(signature);
            question.update(data);
            return known.get(ByteBuffer.wrap(question.digest()), _question -> check.fits(data, signature));
        }

        private static MessageDigest sha256() {
            try {
                return MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every JDK has SHA-256", e);
            }
        }
    }
}
