package org.siegel.testing.smtp;

import java.util.Optional;

/**
 * What a handshake agreed on, as the server saw it.
 *
 * @param version such as {@code TLS 1.3}
 * @param suite the IANA name, such as {@code TLS_AES_256_GCM_SHA384}
 * @param group such as {@code x25519}; {@code DH-1024} for a group without a name; empty for RSA key transport
 * @param signatureScheme of the server's own signature, such as {@code ecdsa_secp256r1_sha256}; empty below TLS 1.2
 *     and for RSA key transport
 * @param sni the name that the client asked for, if it did
 */
public record TlsFacts(
        String version,
        String suite,
        Optional<String> group,
        Optional<String> signatureScheme,
        Optional<String> sni,
        boolean extendedMasterSecret,
        boolean encryptThenMac) {}
