package org.siegel.testing.smtp;

import static org.bouncycastle.tls.CipherSuite.TLS_AES_128_GCM_SHA256;
import static org.bouncycastle.tls.CipherSuite.TLS_AES_256_GCM_SHA384;
import static org.bouncycastle.tls.CipherSuite.TLS_CHACHA20_POLY1305_SHA256;
import static org.bouncycastle.tls.CipherSuite.TLS_DHE_RSA_WITH_AES_128_CBC_SHA;
import static org.bouncycastle.tls.CipherSuite.TLS_DHE_RSA_WITH_AES_128_GCM_SHA256;
import static org.bouncycastle.tls.CipherSuite.TLS_DHE_RSA_WITH_AES_256_GCM_SHA384;
import static org.bouncycastle.tls.CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA;
import static org.bouncycastle.tls.CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256;
import static org.bouncycastle.tls.CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384;
import static org.bouncycastle.tls.CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA;
import static org.bouncycastle.tls.CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256;
import static org.bouncycastle.tls.CipherSuite.TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384;
import static org.bouncycastle.tls.CipherSuite.TLS_RSA_WITH_AES_128_CBC_SHA;
import static org.bouncycastle.tls.CipherSuite.TLS_RSA_WITH_AES_128_GCM_SHA256;
import static org.bouncycastle.tls.CipherSuite.TLS_RSA_WITH_AES_256_GCM_SHA384;

import java.util.List;
import java.util.Optional;
import org.bouncycastle.tls.NamedGroup;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.SignatureScheme;
import org.bouncycastle.tls.crypto.DHGroup;
import org.bouncycastle.tls.crypto.DHStandardGroups;

/**
 * What a server is ready to negotiate. The JDK's security properties play no part in it. Every list is in the order of
 * the server's preference, which decides.
 *
 * @param versions empty if STARTTLS is neither offered nor accepted
 * @param suites constants of {@link org.bouncycastle.tls.CipherSuite}
 * @param groups constants of {@link NamedGroup}
 * @param signatureSchemes for the server's own handshake signature, constants of {@link SignatureScheme}
 * @param dhGroup what DHE suites use instead of the named groups, such as one of
 * {@link DHStandardGroups}
 */
public record TlsSettings(
        List<ProtocolVersion> versions,
        List<Integer> suites,
        List<Integer> groups,
        List<Integer> signatureSchemes,
        Optional<DHGroup> dhGroup,
        boolean extendedMasterSecret,
        boolean encryptThenMac) {

    private static final List<Integer> USUAL_GROUPS =
            List.of(NamedGroup.X25519MLKEM768, NamedGroup.x25519, NamedGroup.secp256r1, NamedGroup.secp384r1);

    private static final List<Integer> USUAL_SCHEMES = List.of(
            SignatureScheme.ecdsa_secp256r1_sha256,
            SignatureScheme.ecdsa_secp384r1_sha384,
            SignatureScheme.ecdsa_secp521r1_sha512,
            SignatureScheme.ecdsa_brainpoolP256r1tls13_sha256,
            SignatureScheme.ecdsa_brainpoolP384r1tls13_sha384,
            SignatureScheme.ecdsa_brainpoolP512r1tls13_sha512,
            SignatureScheme.ed25519,
            SignatureScheme.rsa_pss_rsae_sha256,
            SignatureScheme.rsa_pss_rsae_sha384,
            SignatureScheme.rsa_pss_rsae_sha512,
            SignatureScheme.rsa_pkcs1_sha256,
            SignatureScheme.rsa_pkcs1_sha384,
            SignatureScheme.rsa_pkcs1_sha512,
            SignatureScheme.ecdsa_sha1,
            SignatureScheme.rsa_pkcs1_sha1);

    public TlsSettings {
        versions = List.copyOf(versions);
        suites = List.copyOf(suites);
        groups = List.copyOf(groups);
        signatureSchemes = List.copyOf(signatureSchemes);
    }

    private static TlsSettings of(List<ProtocolVersion> versions, Integer... suites) {
        return new TlsSettings(versions, List.of(suites), USUAL_GROUPS, USUAL_SCHEMES, Optional.empty(), true, true);
    }

    /** TLS 1.3 and 1.2, forward secret AEAD suites, a hybrid group first. */
    public static TlsSettings modern() {
        return of(
                List.of(ProtocolVersion.TLSv13, ProtocolVersion.TLSv12),
                TLS_AES_256_GCM_SHA384,
                TLS_AES_128_GCM_SHA256,
                TLS_CHACHA20_POLY1305_SHA256,
                TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,
                TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384,
                TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
                TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256);
    }

    /** As modern, but TLS 1.2 only. */
    public static TlsSettings tls12Only() {
        return modern().withVersions(ProtocolVersion.TLSv12);
    }

    /** TLS 1.0 with CBC suites, as an appliance of 2008 has it. */
    public static TlsSettings tls10Only() {
        return of(
                        List.of(ProtocolVersion.TLSv10),
                        TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA,
                        TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA,
                        TLS_DHE_RSA_WITH_AES_128_CBC_SHA,
                        TLS_RSA_WITH_AES_128_CBC_SHA)
                .withGroups(NamedGroup.secp256r1)
                .withDhGroup(DHStandardGroups.rfc2409_1024);
    }

    /** TLS 1.2 without forward secrecy; needs an RSA identity. */
    public static TlsSettings rsaKeyTransportOnly() {
        return of(List.of(ProtocolVersion.TLSv12), TLS_RSA_WITH_AES_128_GCM_SHA256, TLS_RSA_WITH_AES_256_GCM_SHA384);
    }

    /** TLS 1.2 with finite-field Diffie-Hellman in this group; needs an RSA identity. */
    public static TlsSettings dheOnly(DHGroup group) {
        return of(
                        List.of(ProtocolVersion.TLSv12),
                        TLS_DHE_RSA_WITH_AES_128_GCM_SHA256,
                        TLS_DHE_RSA_WITH_AES_256_GCM_SHA384)
                .withDhGroup(group);
    }

    /** No TLS: STARTTLS is unknown. */
    public static TlsSettings none() {
        return of(List.of());
    }

    boolean isOffered() {
        return !versions.isEmpty();
    }

    /** The same with these versions; any order, the client's newest decides. */
    public TlsSettings withVersions(ProtocolVersion... newVersions) {
        return new TlsSettings(
                List.of(newVersions), suites, groups, signatureSchemes, dhGroup, extendedMasterSecret, encryptThenMac);
    }

    /** The same with these suites. */
    public TlsSettings withSuites(Integer... newSuites) {
        return new TlsSettings(
                versions, List.of(newSuites), groups, signatureSchemes, dhGroup, extendedMasterSecret, encryptThenMac);
    }

    /** The same with these groups. */
    public TlsSettings withGroups(Integer... newGroups) {
        return new TlsSettings(
                versions, suites, List.of(newGroups), signatureSchemes, dhGroup, extendedMasterSecret, encryptThenMac);
    }

    /** The same with these schemes; below TLS 1.2 there is no choice. */
    public TlsSettings withSignatureSchemes(Integer... newSchemes) {
        return new TlsSettings(
                versions, suites, groups, List.of(newSchemes), dhGroup, extendedMasterSecret, encryptThenMac);
    }

    /** The same with this group for DHE suites. */
    public TlsSettings withDhGroup(DHGroup group) {
        return new TlsSettings(
                versions, suites, groups, signatureSchemes, Optional.of(group), extendedMasterSecret, encryptThenMac);
    }

    /** Does not answer the client's extended_master_secret extension (RFC 7627 §5.2 lets clients refuse that). */
    public TlsSettings withoutExtendedMasterSecret() {
        return new TlsSettings(versions, suites, groups, signatureSchemes, dhGroup, false, encryptThenMac);
    }

    /** Does not answer the client's encrypt_then_mac extension (RFC 7366 §3). */
    public TlsSettings withoutEncryptThenMac() {
        return new TlsSettings(versions, suites, groups, signatureSchemes, dhGroup, extendedMasterSecret, false);
    }
}
