package org.siegel.testing.pki;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.stream.Collectors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/**
 * What a server shows and what it proves it with.
 *
 * @param chain as it is sent, the server's own certificate first; not empty
 */
public record Identity(PrivateKey privateKey, List<X509Certificate> chain) {
    public Identity {
        chain = List.copyOf(chain);
        if (chain.isEmpty()) {
            throw new IllegalArgumentException("an identity needs a certificate");
        }
    }

    /** The server's own certificate. */
    public X509Certificate certificate() {
        return chain.getFirst();
    }

    /** The same key with another chain, such as one that lacks a link. */
    public Identity withChain(List<X509Certificate> newChain) {
        return new Identity(privateKey, newChain);
    }

    /** The chain as PEM, in the order in which it is sent. */
    public String chainPem() {
        return chain.stream().map(Identity::pem).collect(Collectors.joining());
    }

    /** Writes the chain and the key (PKCS #8) as PEM, for a server that is another program. */
    public void writePem(Path chainFile, Path keyFile) throws IOException {
        Files.writeString(chainFile, chainPem());
        Files.writeString(keyFile, Pem.of("PRIVATE KEY", pkcs8()));
    }

    /** Keys of elliptic curves with the public key beside them: Java leaves it out, and GnuTLS reads none without. */
    private byte[] pkcs8() throws IOException {
        PrivateKeyInfo info = PrivateKeyInfo.getInstance(privateKey.getEncoded());
        if (!info.getPrivateKeyAlgorithm().getAlgorithm().equals(X9ObjectIdentifiers.id_ecPublicKey)) {
            return info.getEncoded();
        }
        ECPrivateKey key = ECPrivateKey.getInstance(info.parsePrivateKey());
        SubjectPublicKeyInfo shown =
                SubjectPublicKeyInfo.getInstance(certificate().getPublicKey().getEncoded());
        int bits = Byte.SIZE
                * ASN1OctetString.getInstance(
                                ASN1Sequence.getInstance(key.toASN1Primitive()).getObjectAt(1))
                        .getOctetsLength();
        return new PrivateKeyInfo(
                        info.getPrivateKeyAlgorithm(),
                        new ECPrivateKey(bits, key.getKey(), shown.getPublicKeyData(), null))
                .getEncoded();
    }

    /** For a server on the JDK's own TLS, such as one that serves MTA-STS policies over HTTPS. */
    public SSLContext serverContext() {
        var noPassword = new char[0];
        try {
            var store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry("server", privateKey, noPassword, chain.toArray(X509Certificate[]::new));
            var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, noPassword);
            var context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalArgumentException("the JDK's TLS cannot use " + this, e);
        }
    }

    static String pem(X509Certificate certificate) {
        try {
            return Pem.of("CERTIFICATE", certificate.getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalArgumentException("certificate without an encoding", e);
        }
    }

    /** Names the server; never the key. */
    @Override
    public String toString() {
        return "identity of " + certificate().getSubjectX500Principal() + ", chain of " + chain.size();
    }
}
