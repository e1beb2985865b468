package org.siegel.mailets.asking.page;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;

/**
 * A server's certificate and key from PEM files, as certificate authorities and their clients write them.
 *
 * @param chain the server's own certificate first; it is that of the key
 */
record PemIdentity(PrivateKey privateKey, List<X509Certificate> chain) {

    private static final Pattern KEY =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");
    private static final char[] IN_MEMORY = new char[0];

    PemIdentity {
        chain = List.copyOf(chain);
    }

    /** @throws IllegalArgumentException naming the file and what to do */
    static PemIdentity read(Path certificates, Path key) {
        try {
            PemIdentity identity = new PemIdentity(privateKey(key), chain(certificates));
            if (!identity.belongTogether()) {
                throw new IllegalArgumentException(
                        "The key in " + key + " is not that of the first certificate in " + certificates);
            }
            return identity;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalArgumentException(
                    "The page for senders cannot use " + certificates + " with " + key + ": " + e.getMessage(), e);
        }
    }

    X509Certificate certificate() {
        return chain.getFirst();
    }

    X509ExtendedKeyManager keys() {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry("page", privateKey, IN_MEMORY, chain.toArray(X509Certificate[]::new));
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, IN_MEMORY);
            return (X509ExtendedKeyManager) keys.getKeyManagers()[0];
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("A key that was read cannot be used", e);
        }
    }

    /** While a certificate is being replaced, one of the files may be newer than the other. */
    private boolean belongTogether() throws GeneralSecurityException {
        byte[] text = certificate().getEncoded();
        Signature signature = Signature.getInstance(
                switch (privateKey.getAlgorithm()) {
                    case "EC" -> "SHA256withECDSA";
                    case "RSA" -> "SHA256withRSA";
                    default -> "EdDSA";
                });
        signature.initSign(privateKey);
        signature.update(text);
        byte[] signed = signature.sign();
        if (!certificate().getPublicKey().getAlgorithm().equals(privateKey.getAlgorithm())) {
            return false;
        }
        signature.initVerify(certificate().getPublicKey());
        signature.update(text);
        return signature.verify(signed);
    }

    private static List<X509Certificate> chain(Path file) throws IOException, GeneralSecurityException {
        byte[] pem = Files.readAllBytes(file);
        List<X509Certificate> chain =
                CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(pem)).stream()
                        .map(X509Certificate.class::cast)
                        .toList();
        if (chain.isEmpty()) {
            throw new IllegalArgumentException(file + " holds no certificate in PEM form");
        }
        return chain;
    }

    private static PrivateKey privateKey(Path file) throws IOException, GeneralSecurityException {
        Matcher pem = KEY.matcher(Files.readString(file, StandardCharsets.US_ASCII));
        if (!pem.find()) {
            throw new IllegalArgumentException(
                    file
                            + " holds no private key in PKCS #8 form; make one by: openssl pkcs8 -topk8 -nodes -in OLD -out NEW");
        }
        PKCS8EncodedKeySpec encoded =
                new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(pem.group(1)));
        for (String algorithm : List.of("EC", "RSA", "EdDSA")) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(encoded);
            } catch (InvalidKeySpecException _another) {
                // The next one may be it.
            }
        }
        throw new IllegalArgumentException(file + " holds a private key that is neither RSA, EC nor EdDSA");
    }

    /** Tells nothing of the key. */
    @Override
    public String toString() {
        return "the certificate of " + certificate().getSubjectX500Principal();
    }
}
