package org.siegel.transport.dns;

import com.github.benmanes.caffeine.cache.Cache;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import org.xbill.DNS.DNSSEC;

/**
 * A key that signs record sets, taken apart once. Whether a signature fits a key and an octet string never changes, so what
 * came of it is remembered; whether the signature is valid today is looked at elsewhere, each time (RFC 4035 §5.3.1).
 */
final class ZoneKey implements PublicKey {

    private static final long serialVersionUID = 1L;

    private final int algorithm;
    private final transient byte[] octets;
    private final transient SignatureCheck check;
    private final transient Cache<ByteBuffer, Boolean> known;

    /**
     * Of octets that nobody changes.
     *
     * @param known what came of earlier checks, with this and with other keys
     */
    ZoneKey(int algorithm, byte[] octets, SignatureCheck check, Cache<ByteBuffer, Boolean> known) {
        this.algorithm = algorithm;
        this.octets = octets.clone();
        this.check = check;
        this.known = known;
    }

    boolean fits(byte[] data, byte[] signature) {
        // With the lengths before them, no two questions have the same octets.
        MessageDigest question = sha256();
        question.update(ByteBuffer.allocate(3 * Integer.BYTES)
                .putInt(algorithm)
                .putInt(octets.length)
                .putInt(signature.length)
                .flip());
        question.update(octets);
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

    @Override
    public String getAlgorithm() {
        return DNSSEC.Algorithm.string(algorithm);
    }

    /** None, so that no other provider takes it for a key of its own. */
    @Override
    public String getFormat() {
        return "none";
    }

    @Override
    public byte[] getEncoded() {
        return new byte[0];
    }
}
