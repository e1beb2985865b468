package org.siegel.transport.tls;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.security.SecureRandom;
import java.util.Optional;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.TlsClientProtocol;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsFatalAlertReceived;
import org.siegel.policy.DomainName;

/** Makes TLS of an open connection, as a client. */
public final class TlsHandshake {

    private final SecureRandom random;

    public TlsHandshake(SecureRandom random) {
        this.random = random;
    }

    /**
     * Blocks until the handshake succeeded or failed. Time limits are those of the streams.
     *
     * @param serverName sent as SNI (RFC 7672 §8.1, RFC 6066 §3)
     */
    public TlsOutcome over(InputStream in, OutputStream out, TlsOffer offer, DomainName serverName) {
        return over(in, out, offer, Optional.of(serverName));
    }

    /**
     * The same with a server whose name may be unknown.
     *
     * @param serverName empty to send no SNI: an address is no name (RFC 6066 §3)
     */
    public TlsOutcome over(InputStream in, OutputStream out, TlsOffer offer, Optional<DomainName> serverName) {
        HandshakeStream bounded = new HandshakeStream(in);
        TlsClientProtocol protocol = new TlsClientProtocol(bounded, out);
        OfferingClient client = new OfferingClient(offer, serverName, new RecordingCrypto(random));
        try {
            protocol.connect(client);
            bounded.over();
        } catch (TlsFatalAlertReceived e) {
            return new TlsOutcome.Refused(
                    "the server refused the handshake (" + alert(e.getAlertDescription()) + ")",
                    client.isHelloAnswered());
        } catch (TlsFatalAlert e) {
            if (bounded.wasTooLong()) {
                return tooLong(client);
            }
            if (bounded.hasEnded()) {
                return new TlsOutcome.Broken(
                        "the server closed the connection during the TLS handshake", client.isHelloAnswered());
            }
            return new TlsOutcome.Refused(
                    "the server's handshake was not acceptable (" + alert(e.getAlertDescription())
                            + (e.getMessage() == null ? "" : ", " + e.getMessage()) + ")",
                    client.isHelloAnswered());
        } catch (SocketTimeoutException e) {
            return new TlsOutcome.Broken(
                    "the server did not answer the TLS handshake in time", client.isHelloAnswered());
        } catch (IOException e) {
            if (bounded.wasTooLong()) {
                return tooLong(client);
            }
            if (!bounded.hasEnded() && e instanceof EOFException) {
                return new TlsOutcome.Refused(
                        "the server's handshake has a message that is too short", client.isHelloAnswered());
            }
            return new TlsOutcome.Broken("the connection broke during the TLS handshake", client.isHelloAnswered());
        }
        return client.observation()
                .<TlsOutcome>map(observation -> new TlsOutcome.Established(
                        protocol.getInputStream(), protocol.getOutputStream(), observation, protocol::close))
                .orElseThrow(() -> new IllegalStateException("A handshake completed without being noticed"));
    }

    private static TlsOutcome tooLong(OfferingClient client) {
        return new TlsOutcome.Refused(
                "the server sent more than " + HandshakeStream.MOST_BYTES / 1024 + " KiB during the TLS handshake",
                client.isHelloAnswered());
    }

    private static String alert(short description) {
        return AlertDescription.getName(description);
    }
}
