package org.siegel.testing.smtp;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Vector;
import java.util.function.Function;
import org.bouncycastle.asn1.ocsp.OCSPResponse;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.CertificateStatus;
import org.bouncycastle.tls.CertificateStatusType;
import org.bouncycastle.tls.DefaultTlsServer;
import org.bouncycastle.tls.KeyExchangeAlgorithm;
import org.bouncycastle.tls.NamedGroup;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.SecurityParameters;
import org.bouncycastle.tls.ServerName;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.SignatureScheme;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsDHUtils;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsUtils;
import org.bouncycastle.tls.crypto.DHGroup;
import org.bouncycastle.tls.crypto.TlsCryptoParameters;
import org.bouncycastle.tls.crypto.TlsDHConfig;
import org.bouncycastle.tls.crypto.TlsECConfig;
import org.bouncycastle.tls.crypto.impl.bc.BcDefaultTlsCredentialedDecryptor;
import org.bouncycastle.tls.crypto.impl.bc.BcDefaultTlsCredentialedSigner;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;
import org.jspecify.annotations.Nullable;

/** The TLS side of one connection: obeys the settings, picks the identity, and remembers what was agreed. */
final class SinkTlsServer extends DefaultTlsServer {
    private final BcTlsCrypto crypto;
    private final TlsSettings settings;
    private final Function<Optional<String>, List<SinkIdentity>> identities;
    private final Optional<OCSPResponse> staple;
    private Optional<String> signatureScheme = Optional.empty();
    private Optional<String> group = Optional.empty();
    private Optional<TlsFacts> facts = Optional.empty();

    /** Asks for the identities with the name in the client's SNI, in lower case. */
    SinkTlsServer(
            BcTlsCrypto crypto,
            TlsSettings settings,
            Function<Optional<String>, List<SinkIdentity>> identities,
            Optional<OCSPResponse> staple) {
        super(crypto);
        this.crypto = crypto;
        this.settings = settings;
        this.identities = identities;
        this.staple = staple;
    }

    /** Empty until the handshake is complete. */
    Optional<TlsFacts> facts() {
        return facts;
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
    public int[] getSupportedGroups() {
        return settings.groups().stream().mapToInt(Integer::intValue).toArray();
    }

    @Override
    protected boolean preferLocalCipherSuites() {
        return true;
    }

    @Override
    public boolean preferLocalSupportedGroups() {
        return true;
    }

    @Override
    public boolean shouldUseExtendedMasterSecret() {
        return settings.extendedMasterSecret();
    }

    @Override
    protected boolean allowEncryptThenMAC() {
        return settings.encryptThenMac();
    }

    @Override
    protected boolean selectCipherSuite(int suite) throws IOException {
        return identityFor(suite).isPresent() && hasGroupFor(suite) && super.selectCipherSuite(suite);
    }

    private boolean hasGroupFor(int suite) {
        return switch (TlsUtils.getKeyExchangeAlgorithm(suite)) {
            case KeyExchangeAlgorithm.ECDHE_ECDSA, KeyExchangeAlgorithm.ECDHE_RSA ->
                groups().curve().isPresent();
            case KeyExchangeAlgorithm.DHE_RSA ->
                settings.dhGroup().isPresent() || groups().finiteField().isPresent();
            default -> true;
        };
    }

    private GroupChoice groups() {
        int[] offered = context.getSecurityParametersHandshake().getClientSupportedGroups();
        return GroupChoice.of(settings, offered, context.getServerVersion());
    }

    @Override
    public TlsECConfig getECDHConfig() throws IOException {
        int chosen = groups().curve().orElseThrow(() -> new TlsFatalAlert(AlertDescription.handshake_failure));
        group = Optional.of(NamedGroup.getName(chosen));
        return new TlsECConfig(chosen);
    }

    @Override
    public TlsDHConfig getDHConfig() throws IOException {
        if (settings.dhGroup().isPresent()) {
            DHGroup explicit = settings.dhGroup().get();
            group = Optional.of("DH-" + explicit.getP().bitLength());
            return new TlsDHConfig(explicit);
        }
        int chosen = groups().finiteField().orElseThrow(() -> new TlsFatalAlert(AlertDescription.handshake_failure));
        group = Optional.of(NamedGroup.getName(chosen));
        return TlsDHUtils.createNamedDHConfig(context, chosen);
    }

    private Optional<SinkIdentity> identityFor(int suite) {
        int keyExchange = TlsUtils.getKeyExchangeAlgorithm(suite);
        return identities.apply(sni(context.getSecurityParametersHandshake())).stream()
                .filter(identity -> identity.serves(keyExchange))
                .filter(identity -> !signs(keyExchange) || scheme(identity).isPresent())
                .findFirst();
    }

    private boolean signs(int keyExchange) {
        return keyExchange != KeyExchangeAlgorithm.RSA
                && TlsUtils.isSignatureAlgorithmsExtensionAllowed(context.getServerVersion());
    }

    private Optional<Integer> scheme(SinkIdentity identity) {
        Vector<?> offered = context.getSecurityParametersHandshake().getClientSigAlgs();
        return settings.signatureSchemes().stream()
                .filter(scheme -> identity.signsWith(scheme, TlsUtils.isTLSv13(context)))
                .filter(scheme -> offered == null || offered.contains(pair(scheme)))
                .findFirst();
    }

    private static SignatureAndHashAlgorithm pair(int scheme) {
        return SignatureScheme.getSignatureAndHashAlgorithm(scheme);
    }

    @Override
    public TlsCredentials getCredentials() throws IOException {
        int keyExchange = TlsUtils.getKeyExchangeAlgorithm(selectedCipherSuite);
        SinkIdentity identity = identityFor(selectedCipherSuite)
                .orElseThrow(() -> new TlsFatalAlert(AlertDescription.handshake_failure));
        if (keyExchange == KeyExchangeAlgorithm.RSA) {
            return new BcDefaultTlsCredentialedDecryptor(
                    crypto, identity.message(context, Optional.empty()), identity.key());
        }
        SignatureAndHashAlgorithm algorithm = null;
        if (signs(keyExchange)) {
            int scheme = scheme(identity).orElseThrow(() -> new TlsFatalAlert(AlertDescription.handshake_failure));
            signatureScheme = Optional.of(SignatureScheme.getName(scheme));
            algorithm = pair(scheme);
        }
        return signer(identity, algorithm);
    }

    private TlsCredentials signer(SinkIdentity identity, @Nullable SignatureAndHashAlgorithm algorithm)
            throws IOException {
        return new BcDefaultTlsCredentialedSigner(
                new TlsCryptoParameters(context),
                crypto,
                identity.key(),
                identity.message(context, askedStaple()),
                algorithm);
    }

    /** Only whoever asks for it gets it (RFC 6066 §8). */
    private Optional<CertificateStatus> askedStaple() {
        return certificateStatusRequest == null
                ? Optional.empty()
                : staple.map(response -> new CertificateStatus(CertificateStatusType.ocsp, response));
    }

    @Override
    public @Nullable CertificateStatus getCertificateStatus() {
        return askedStaple().orElse(null);
    }

    private static Optional<String> sni(SecurityParameters parameters) {
        Vector<?> names = parameters.getClientServerNames();
        return names != null && !names.isEmpty() && names.getFirst() instanceof ServerName first
                ? Optional.of(new String(first.getNameData(), StandardCharsets.US_ASCII).toLowerCase(Locale.ROOT))
                : Optional.empty();
    }

    @Override
    public void notifyHandshakeComplete() throws IOException {
        super.notifyHandshakeComplete();
        SecurityParameters agreed = context.getSecurityParametersConnection();
        if (TlsUtils.isTLSv13(context)) {
            group = Optional.of(NamedGroup.getName(agreed.getNegotiatedGroup()));
        }
        facts = Optional.of(new TlsFacts(
                agreed.getNegotiatedVersion().getName(),
                CipherSuiteNames.of(agreed.getCipherSuite()),
                group,
                signatureScheme,
                sni(agreed),
                agreed.isExtendedMasterSecret(),
                agreed.isEncryptThenMAC()));
    }
}
