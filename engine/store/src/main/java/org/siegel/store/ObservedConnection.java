package org.siegel.store;

import java.util.List;
import java.util.Optional;
import org.siegel.policy.Finding;
import org.siegel.policy.TransportGrade;

/**
 * What the connection that carried the copy, or was to carry it, really was.
 *
 * @param mxHost   the name of the server
 * @param address  its IP address as text
 * @param port     1 to 65535
 * @param reached  the grade it was judged to have
 * @param findings what the grade was told from
 * @param tls      what was negotiated; absent without TLS
 * @param dns      how the names and addresses were secured
 */
public record ObservedConnection(
        String mxHost,
        String address,
        int port,
        TransportGrade reached,
        List<Finding> findings,
        Optional<Tls> tls,
        Dns dns) {

    public ObservedConnection {
        findings = List.copyOf(findings);
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("Port " + port + " does not exist");
        }
    }

    /**
     * One finished TLS handshake, in the names of the IANA registries.
     *
     * @param version           such as {@code TLSv1.3}
     * @param cipherSuite       such as {@code TLS_AES_256_GCM_SHA384}
     * @param keyExchangeGroup  such as {@code X25519MLKEM768}; absent where none was used or it could not be told
     * @param signatureScheme   of the server's handshake signature; absent where none was made or it could not be told
     * @param certificateSha256 of the server's certificate, in hexadecimal; absent if it showed none
     */
    public record Tls(
            String version,
            String cipherSuite,
            Optional<String> keyExchangeGroup,
            Optional<String> signatureScheme,
            Optional<String> certificateSha256) {}

    /** The DNSSEC states (RFC 4035 §4.3) of the record sets that led to the server. */
    public record Dns(State mx, State address, State tlsa) {

        /** The four states of RFC 4035 §4.3. */
        public enum State {
            SECURE,
            INSECURE,
            BOGUS,
            INDETERMINATE
        }
    }
}
