package org.siegel.transport.tls;

import java.util.List;

/**
 * What one ClientHello offers, in order of preference. Offering only what a demand allows makes success the proof.
 *
 * @param versions         such as {@code TLSv1.3}
 * @param cipherSuites     IANA code points
 * @param groups           IANA code points of TLS supported groups
 * @param signatureSchemes IANA code points of TLS signature schemes accepted in the handshake
 * @param leastDhBits      the shortest finite-field group accepted where the server chooses it (TLS 1.2)
 * @param legacyPeers      whether servers without secure renegotiation (RFC 5746) are talked to; only to describe them
 */
public record TlsOffer(
        List<String> versions,
        List<Integer> cipherSuites,
        List<Integer> groups,
        List<Integer> signatureSchemes,
        int leastDhBits,
        boolean legacyPeers) {

    public TlsOffer {
        versions = List.copyOf(versions);
        cipherSuites = List.copyOf(cipherSuites);
        groups = List.copyOf(groups);
        signatureSchemes = List.copyOf(signatureSchemes);
    }
}
