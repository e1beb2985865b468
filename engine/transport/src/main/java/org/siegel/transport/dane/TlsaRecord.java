package org.siegel.transport.dane;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

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

    private static final Pattern HEXADECIMAL = Pattern.compile("(?:[0-9a-f]{2})*+");
    private static final int CERTIFICATE = 0;
    private static final int PUBLIC_KEY = 1;
    private static final int FULL = 0;
    private static final int SHA_256 = 1;
    private static final int SHA_512 = 2;

    public TlsaRecord {
        if (!isOctet(usage)
                || !isOctet(selector)
                || !isOctet(matchingType)
                || !HEXADECIMAL.matcher(data).matches()) {
            throw new IllegalArgumentException("Not a TLSA record: " + usage + " " + selector + " " + matchingType + " "
                    + data + "; needed are three numbers up to 255 and lower-case hexadecimal digits in pairs");
        }
    }

    private static boolean isOctet(int number) {
        return number >= 0 && number <= 255;
    }

    /** The record of these bytes. */
    public static TlsaRecord of(int usage, int selector, int matchingType, byte[] data) {
        return new TlsaRecord(usage, selector, matchingType, HexFormat.of().formatHex(data));
    }

    /**
     * Whether an SMTP client can use it: usages 0 and 1 add nothing here (RFC 7672 §3.1.3), unknown parameters and
     * malformed data are unusable (RFC 6698 §4.1).
     */
    public boolean isUsable() {
        return (usage == DANE_TA || usage == DANE_EE)
                && (selector == CERTIFICATE || selector == PUBLIC_KEY)
                && switch (matchingType) {
                    case FULL -> !data.isEmpty() && isWellFormed();
                    case SHA_256 -> data.length() == 64;
                    case SHA_512 -> data.length() == 128;
                    default -> false;
                };
    }

    /** Whether the data in full is a certificate or a public key at all. */
    private boolean isWellFormed() {
        byte[] bytes = HexFormat.of().parseHex(data);
        try {
            return selector == PUBLIC_KEY
                    ? SubjectPublicKeyInfo.getInstance(bytes) != null
                    : Certificate.getInstance(bytes) != null;
        } catch (RuntimeException _malformed) {
            // A stranger chose these bytes, and the library has an exception of its own for each way to be wrong.
            return false;
        }
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
            byte[] selected = selector == CERTIFICATE ? certificate.getEncoded() : publicKey(certificate);
            return switch (matchingType) {
                case FULL -> data.equals(HexFormat.of().formatHex(selected));
                case SHA_256 -> data.equals(digest("SHA-256", selected));
                case SHA_512 -> data.equals(digest("SHA-512", selected));
                default -> false;
            };
        } catch (CertificateEncodingException | IOException | RuntimeException _unreadable) {
            // What the Java platform can read, the library may not be able to, each time with another exception.
            return false;
        }
    }

    /** As it stands in the certificate: Java writes some keys in another way than it read them. */
    private static byte[] publicKey(X509Certificate certificate) throws CertificateEncodingException, IOException {
        return Certificate.getInstance(certificate.getEncoded())
                .getSubjectPublicKeyInfo()
                .getEncoded();
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
