package org.siegel.mailets.asking.page;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** Asks a page of this process whether it is served, over a connection like a browser's. */
record SelfRequest(InetSocketAddress address, Optional<PageCertificate> certificate) {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final byte[] REQUEST =
            "HEAD / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    Optional<String> trouble() {
        String where = "The page for senders does not answer on " + address;
        try (Socket plain = new Socket()) {
            int millis = Math.toIntExact(PATIENCE.toMillis());
            plain.connect(reachable(), millis);
            plain.setSoTimeout(millis);
            try (Socket socket = certificate.isPresent() ? encrypted(plain, certificate.get()) : plain) {
                socket.getOutputStream().write(REQUEST);
                BufferedReader reader =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
                @Nullable String status = reader.readLine();
                return status != null && status.startsWith("HTTP/1.1 ")
                        ? Optional.empty()
                        : Optional.of(where + " as a web server does");
            }
        } catch (IOException | GeneralSecurityException e) {
            return Optional.of(where + ": " + e.getMessage());
        }
    }

    private InetSocketAddress reachable() {
        return address.getAddress().isAnyLocalAddress()
                ? new InetSocketAddress(InetAddress.getLoopbackAddress(), address.getPort())
                : address;
    }

    /** Trusts the certificate in use and no other, whatever name it is for. */
    private static Socket encrypted(Socket plain, PageCertificate certificate)
            throws IOException, GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("page", certificate.inUse());
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(null, trust.getTrustManagers(), null);
        SSLSocket socket = (SSLSocket) tls.getSocketFactory().createSocket(plain, "localhost", plain.getPort(), true);
        socket.startHandshake();
        return socket;
    }
}
