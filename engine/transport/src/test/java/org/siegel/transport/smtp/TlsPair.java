package org.siegel.transport.smtp;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import org.bouncycastle.tls.BasicTlsPSKIdentity;
import org.bouncycastle.tls.PSKTlsClient;
import org.bouncycastle.tls.PSKTlsServer;
import org.bouncycastle.tls.TlsClientProtocol;
import org.bouncycastle.tls.TlsPSKIdentityManager;
import org.bouncycastle.tls.TlsServerProtocol;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;

/** Both ends of a real TLS connection that needs no certificates: the two share a key. */
final class TlsPair {

    private static final byte[] KEY = "a key of the tests, thirty-two b".getBytes(StandardCharsets.US_ASCII);
    private static final BcTlsCrypto CRYPTO = new BcTlsCrypto(new SecureRandom());

    private TlsPair() {}

    static Wire client(Socket socket) throws IOException {
        var protocol = new TlsClientProtocol(socket.getInputStream(), socket.getOutputStream());
        protocol.connect(new PSKTlsClient(CRYPTO, new BasicTlsPSKIdentity("siegel", KEY)));
        return SocketWire.tls(socket, protocol.getInputStream(), protocol.getOutputStream());
    }

    static TlsServerProtocol server(InputStream in, OutputStream out) throws IOException {
        var protocol = new TlsServerProtocol(in, out);
        protocol.accept(new PSKTlsServer(CRYPTO, new TlsPSKIdentityManager() {
            @Override
            public byte[] getHint() {
                return new byte[0];
            }

            @Override
            public byte[] getPSK(byte[] identity) {
                return KEY.clone();
            }
        }));
        return protocol;
    }
}
