package org.siegel.testing.smtp;

import java.util.Vector;
import java.util.stream.Collectors;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.DefaultTlsClient;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.SignatureScheme;
import org.bouncycastle.tls.TlsAuthentication;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsDHGroupVerifier;
import org.bouncycastle.tls.TlsServerCertificate;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;

/** BouncyCastle's client: offers what the settings name, any DH group is fine, and believes whatever it is shown. */
final class CredulousClient extends DefaultTlsClient {
    private final TlsSettings settings;

    CredulousClient(TlsSettings settings) {
        super(new BcTlsCrypto());
        this.settings = settings;
    }

    @Override
    protected ProtocolVersion[] getSupportedVersions() {
        return settings.versions().toArray(ProtocolVersion[]::new);
    }

    @Override
    protected int[] getSupportedCipherSuites() {
        return settings.suites().stream().mapToInt(Integer::intValue).toArray();
    }

    @Override
    @SuppressWarnings("rawtypes") // BouncyCastle's signature is older than generics.
    protected Vector<Integer> getSupportedGroups(Vector roles) {
        return new Vector<>(settings.groups());
    }

    @Override
    protected Vector<SignatureAndHashAlgorithm> getSupportedSignatureAlgorithms() {
        return settings.signatureSchemes().stream()
                .map(SignatureScheme::getSignatureAndHashAlgorithm)
                .collect(Collectors.toCollection(Vector::new));
    }

    @Override
    public TlsDHGroupVerifier getDHGroupVerifier() {
        return anyGroup -> true;
    }

    /** No key share in the first hello: the server has to ask for the one it wants. */
    @Override
    public Vector<Integer> getEarlyKeyShareGroups() {
        return null;
    }

    @Override
    public TlsAuthentication getAuthentication() {
        return new TlsAuthentication() {
            @Override
            public void notifyServerCertificate(TlsServerCertificate certificate) {
                // Believed.
            }

            @Override
            public TlsCredentials getClientCredentials(CertificateRequest request) {
                return null;
            }
        };
    }
}
