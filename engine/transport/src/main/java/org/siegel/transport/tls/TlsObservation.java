package org.siegel.transport.tls;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ocsp.OCSPResponse;

/**
 * What one handshake was seen to agree on.
 *
 * @param version              such as {@code TLSv1.3}
 * @param cipherSuite          IANA code point
 * @param group                IANA code point of the key exchange group; empty for RSA key transport
 * @param dhBits               length of the prime where the key exchange was finite-field Diffie-Hellman
 * @param encryptThenMac       RFC 7366 was agreed on
 * @param extendedMasterSecret RFC 7627 was agreed on; always so in TLS 1.3
 * @param signatureScheme      IANA code point with which the server signed the handshake; empty if it signed nothing
 * @param chain                as the server sent it, leaf first
 * @param staple               the OCSP response that came with the certificate (RFC 6066 §8), unchecked
 * @param helloRetryRequest    the server asked for another key share first (RFC 8446 §4.1.4)
 * @param isReducedHello       hybrid groups were not offered, because the server gave no answer to a hello with them
 */
public record TlsObservation(
        String version,
        int cipherSuite,
        Optional<Integer> group,
        Optional<Integer> dhBits,
        boolean encryptThenMac,
        boolean extendedMasterSecret,
        Optional<Integer> signatureScheme,
        List<X509Certificate> chain,
        Optional<OCSPResponse> staple,
        boolean helloRetryRequest,
        boolean isReducedHello) {

    public TlsObservation {
        chain = List.copyOf(chain);
    }

    public boolean isTls13() {
        return version.equals("TLSv1.3");
    }

    public X509Certificate leaf() {
        return chain.getFirst();
    }
}
