package org.siegel.transport.dane;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;

/**
 * One TLSA record (RFC 6698 §2.1) as it came, understood or not.
 *
 * @param usage        certificate usage, 0 to 255
 * @param selector     0 for the certificate, 1 for its public key
 * @param matchingType 0 in full, 1 SHA-256, 2 SHA-512
 * @param data         the certificate association data in lower-case hexadecimal digits
 */
public record TlsaRecord(int usage, int selector, int matchingType, String data) {

    /** Trust anchor assertion (RFC 7671 §5.2). */
    public static final int DANE_TA = 2;
    /** Domain-issued certificate (RFC 7671 §5.1). */
    public static final int DANE_EE = 3;

    private static final int CERTIFICATE = 0;
    private static final int PUBLIC_KEY = 1;
    private static final int FULL = 0;
    private static final int SHA_256 = 1;
    private static final int SHA_512 = 2;

    /** The record of these bytes. */
    public static TlsaRecord of(int usage, int selector, int matchingType, byte[] data) {
        return new TlsaRecord(usage, selector, matchingType, HexFormat.of().formatHex(data));
    }

    /**
     * Whether an SMTP client can use it: usages 0 and 1 add nothing here (RFC 7672 §3.1.3), unknown parameters and
     * data of a wrong length are unusable (RFC 6698 §4.1).
     */
    public boolean isUsable() {
        return (usage == DANE_TA || usage == DANE_EE)
                && (selector == CERTIFICATE || selector == PUBLIC_KEY)
                && switch (matchingType) {
                    case FULL -> !data.isEmpty();
                    case SHA_256 -> data.length() == 64;
                    case SHA_512 -> data.length() == 128;
                    default -> false;
                };
    }

    /** Strength of the matching type for digest agility (RFC 7671 §9); the full form is apart from it. */
    int digestStrength() {
        return matchingType;
    }

    boolean isFull() {
        return matchingType == FULL;
    }

    boolean matches(X509Certificate certificate) {
        try {
            byte[] selected = selector == CERTIFICATE
                    ? certificate.getEncoded()
                    : certificate.getPublicKey().getEncoded();
            return switch (matchingType) {
                case FULL -> data.equals(HexFormat.of().formatHex(selected));
                case SHA_256 -> data.equals(digest("SHA-256", selected));
                case SHA_512 -> data.equals(digest("SHA-512", selected));
                default -> false;
            };
        } catch (CertificateEncodingException _unreadable) {
            return false;
        }
    }

    private static String digest(String algorithm, byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has " + algorithm, e);
        }
    }

    @Override
    public String toString() {
        return usage + " " + selector + " " + matchingType + " " + data;
    }
}
