package org.siegel.transport.tls;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Vector;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ocsp.OCSPResponse;
import org.bouncycastle.tls.AbstractTlsClient;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.DefaultTlsDHGroupVerifier;
import org.bouncycastle.tls.NameType;
import org.bouncycastle.tls.NamedGroup;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.SecurityParameters;
import org.bouncycastle.tls.ServerName;
import org.bouncycastle.tls.SignatureScheme;
import org.bouncycastle.tls.TlsAuthentication;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsDHGroupVerifier;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsServerCertificate;
import org.bouncycastle.tls.TlsSession;
import org.bouncycastle.tls.TlsUtils;
import org.bouncycastle.tls.crypto.TlsCertificate;
import org.jspecify.annotations.Nullable;
import org.siegel.policy.DomainName;

/**
 * Offers exactly a {@link TlsOffer}, accepts any certificate, and notes what was agreed on. Who the server is, is judged
 * afterwards. Sessions are never resumed, so every connection shows its certificate.
 */
@SuppressWarnings("JdkObsolete") // the library's interface is made of Vector
final class OfferingClient extends AbstractTlsClient {

    private final TlsOffer offer;
    private final Optional<DomainName> serverName;
    private final RecordingCrypto crypto;
    private boolean isHelloAnswered;
    private List<X509Certificate> chain = List.of();
    private Optional<OCSPResponse> staple = Optional.empty();
    private @Nullable TlsObservation observation;

    OfferingClient(TlsOffer offer, Optional<DomainName> serverName, RecordingCrypto crypto) {
        super(crypto);
        this.offer = offer;
        this.serverName = serverName;
        this.crypto = crypto;
    }

    /** Whether the server has answered the ClientHello: what went wrong then is not the hello's length. */
    boolean isHelloAnswered() {
        return isHelloAnswered;
    }

    Optional<TlsObservation> observation() {
        return Optional.ofNullable(observation);
    }

    @Override
    protected ProtocolVersion[] getSupportedVersions() {
        return offer.versions().stream().map(TlsVersions::parse).toArray(ProtocolVersion[]::new);
    }

    @Override
    protected int[] getSupportedCipherSuites() {
        return offer.cipherSuites().stream().mapToInt(Integer::intValue).toArray();
    }

    @Override
    protected Vector<Integer> getSupportedGroups(@SuppressWarnings("rawtypes") Vector namedGroupRoles) {
        return new Vector<>(offer.groups());
    }

    /**
     * A share of the first hybrid group and one of the first other: most servers know one of them, and a third would make
     * the hello still longer. A server that wants another asks for it (HelloRetryRequest).
     */
    @Override
    public Vector<Integer> getEarlyKeyShareGroups() {
        return new Vector<>(Stream.of(true, false)
                .flatMap(isHybrid -> offer.groups().stream()
                        .filter(group -> NamedGroup.canBeNegotiated(group, ProtocolVersion.TLSv13))
                        .filter(group -> NamedGroup.refersToASpecificHybrid(group) == isHybrid)
                        .limit(1))
                .toList());
    }

    @Override
    protected Vector<?> getSupportedSignatureAlgorithms() {
        return new Vector<>(offer.signatureSchemes().stream()
                .map(SignatureScheme::getSignatureAndHashAlgorithm)
                .toList());
    }

    @Override
    protected @Nullable Vector<ServerName> getSNIServerNames() {
        return serverName
                .map(name -> new ServerName(NameType.host_name, name.ascii().getBytes(StandardCharsets.US_ASCII)))
                .map(name -> new Vector<>(List.of(name)))
                .orElse(null);
    }

    @Override
    public TlsDHGroupVerifier getDHGroupVerifier() {
        // Whether an unknown group is a good one would take long to find out; only mail that demands nothing takes it.
        return offer.legacyPeers()
                ? group -> group.getP().bitLength() >= offer.leastDhBits()
                : new DefaultTlsDHGroupVerifier(offer.leastDhBits());
    }

    @Override
    public @Nullable TlsSession getSessionToResume() {
        return null;
    }

    @Override
    public boolean shouldCheckSigAlgOfPeerCerts() {
        return false;
    }

    @Override
    public boolean requiresCloseNotify() {
        return false;
    }

    @Override
    public void notifySecureRenegotiation(boolean isSecure) throws IOException {
        if (!offer.legacyPeers()) {
            super.notifySecureRenegotiation(isSecure);
        }
    }

    @Override
    public TlsAuthentication getAuthentication() {
        return new TlsAuthentication() {
            @Override
            public void notifyServerCertificate(TlsServerCertificate certificate) throws IOException {
                chain = read(certificate);
                staple = Staple.of(certificate);
            }

            @Override
            public @Nullable TlsCredentials getClientCredentials(CertificateRequest _request) {
                return null;
            }
        };
    }

    @Override
    public void notifyServerVersion(ProtocolVersion version) throws IOException {
        isHelloAnswered = true;
        super.notifyServerVersion(version);
    }

    /** Up to TLS 1.2 the key exchange begins only now, and the key share that was sent ahead is void. */
    @Override
    public void notifySelectedCipherSuite(int selected) {
        super.notifySelectedCipherSuite(selected);
        if (!TlsUtils.isTLSv13(context)) {
            crypto.forgetGroup();
        }
    }

    @Override
    public void notifyHandshakeComplete() throws IOException {
        super.notifyHandshakeComplete();
        SecurityParameters agreed = context.getSecurityParametersConnection();
        Optional<Integer> group =
                TlsUtils.isTLSv13(context) ? Optional.of(agreed.getNegotiatedGroup()) : crypto.group();
        observation = new TlsObservation(
                TlsVersions.name(agreed.getNegotiatedVersion()),
                agreed.getCipherSuite(),
                group,
                group.map(NamedGroup::getFiniteFieldBits)
                        .filter(bits -> bits > 0)
                        .or(crypto::unnamedDhBits),
                agreed.isEncryptThenMAC(),
                agreed.isExtendedMasterSecret(),
                crypto.signatureScheme(),
                chain,
                staple,
                TlsUtils.isTLSv13(context) && !getEarlyKeyShareGroups().contains(agreed.getNegotiatedGroup()),
                offer.isReduced());
    }

    private static List<X509Certificate> read(TlsServerCertificate certificate) throws IOException {
        if (certificate.getCertificate() == null || certificate.getCertificate().isEmpty()) {
            throw new TlsFatalAlert(AlertDescription.bad_certificate, "the server sent no certificate");
        }
        List<X509Certificate> read = new ArrayList<>();
        try {
            for (TlsCertificate one : certificate.getCertificate().getCertificateList()) {
                read.add(SentCertificate.read(one.getEncoded()));
            }
        } catch (CertificateException e) {
            throw new TlsFatalAlert(AlertDescription.bad_certificate, "a certificate cannot be read", e);
        }
        return read;
    }
}
