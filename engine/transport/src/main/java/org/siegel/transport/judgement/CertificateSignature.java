package org.siegel.transport.judgement;

import java.security.cert.X509Certificate;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSASSAPSSparams;

/**
 * How a certificate is signed.
 *
 * @param name such as {@code SHA256withRSA}; {@code SHA256withRSASSA-PSS} where Java gives no hash function
 */
record CertificateSignature(String name) {

    private static final Pattern PARTS = Pattern.compile("(SHA\\d+)WITH(RSA|RSASSAPSS|ECDSA)");

    private static final Map<ASN1ObjectIdentifier, String> HASHES = Map.of(
            NISTObjectIdentifiers.id_sha256, "SHA256",
            NISTObjectIdentifiers.id_sha384, "SHA384",
            NISTObjectIdentifiers.id_sha512, "SHA512");

    static CertificateSignature of(X509Certificate certificate) {
        String name = certificate.getSigAlgName();
        return new CertificateSignature(
                certificate.getSigAlgOID().equals(PKCSObjectIdentifiers.id_RSASSA_PSS.getId())
                        ? pssHash(certificate) + "with" + name
                        : name);
    }

    /** The hash function is a parameter, and SHA-1 if that is left out (RFC 8017 §A.2.3). */
    private static String pssHash(X509Certificate certificate) {
        byte[] parameters = certificate.getSigAlgParams();
        try {
            return parameters == null
                    ? "SHA1"
                    : HASHES.getOrDefault(
                            RSASSAPSSparams.getInstance(parameters)
                                    .getHashAlgorithm()
                                    .getAlgorithm(),
                            "SHA1");
        } catch (IllegalArgumentException _unreadable) {
            return "SHA1";
        }
    }

    /** Whether it uses one of these hash functions, written such as {@code SHA1}. */
    boolean usesAnyOf(Iterable<String> hashes) {
        for (String hash : hashes) {
            if (plain().startsWith(hash + "WITH")) {
                return true;
            }
        }
        return false;
    }

    /** A pattern for the names that BSI's table has for it. */
    String scheme() {
        Matcher parts = PARTS.matcher(plain());
        if (!parts.matches()) {
            return "(none)";
        }
        String hash = parts.group(1).toLowerCase(Locale.ROOT);
        return switch (parts.group(2)) {
            case "RSA" -> "rsa_pkcs1_" + hash;
            case "ECDSA" -> "ecdsa_.*_" + hash;
            default -> "rsa_pss_.*_" + hash;
        };
    }

    private String plain() {
        return name.toUpperCase(Locale.ROOT).replace("-", "");
    }

    @Override
    public String toString() {
        return name;
    }
}
