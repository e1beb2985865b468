package org.siegel.transport.tls;

import java.util.List;
import java.util.Optional;
import org.bouncycastle.tls.NamedGroup;

/**
 * What one ClientHello offers, in order of preference. Offering only what a demand allows makes success the proof.
 *
 * @param versions         such as {@code TLSv1.3}
 * @param cipherSuites     IANA code points
 * @param groups           IANA code points of TLS supported groups
 * @param signatureSchemes IANA code points of TLS signature schemes accepted in the handshake
 * @param leastDhBits      the shortest finite-field group accepted where the server chooses it (TLS 1.2)
 * @param legacyPeers      whether servers without secure renegotiation (RFC 5746) are talked to; only to describe them
 * @param isReduced        whether hybrid groups were left out, because the server gave no answer to a hello with them
 */
public record TlsOffer(
        List<String> versions,
        List<Integer> cipherSuites,
        List<Integer> groups,
        List<Integer> signatureSchemes,
        int leastDhBits,
        boolean legacyPeers,
        boolean isReduced) {

    public TlsOffer {
        versions = List.copyOf(versions);
        cipherSuites = List.copyOf(cipherSuites);
        groups = List.copyOf(groups);
        signatureSchemes = List.copyOf(signatureSchemes);
    }

    /**
     * The same without hybrid groups, whose key shares make a ClientHello longer than one TCP segment, which some devices
     * on the way cannot take. Empty if there are none in it, or if nothing else is allowed.
     */
    public Optional<TlsOffer> withoutHybrids() {
        List<Integer> others = groups.stream()
                .filter(group -> !NamedGroup.refersToASpecificHybrid(group))
                .toList();
        return others.isEmpty() || others.size() == groups.size()
                ? Optional.empty()
                : Optional.of(
                        new TlsOffer(versions, cipherSuites, others, signatureSchemes, leastDhBits, legacyPeers, true));
    }
}
