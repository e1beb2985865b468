package org.siegel.transport.resolver;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.siegel.policy.DomainName;
import org.siegel.testing.Loopback;
import org.siegel.testing.pki.Identity;
import org.siegel.testing.pki.TestAuthority;
import org.siegel.transport.smtp.Alarms;

/** A resolver over TLS on loopback that passes everything on to another one over TCP. */
public final class TlsResolver implements AutoCloseable {

    private final SSLServerSocket socket;
    private final InetSocketAddress behind;
    private final List<Socket> clients = new CopyOnWriteArrayList<>();

    private TlsResolver(SSLServerSocket socket, InetSocketAddress behind) {
        this.socket = socket;
        this.behind = behind;
    }

    /** Shows that identity. */
    public static TlsResolver before(InetSocketAddress behind, Identity identity) {
        try {
            TlsResolver resolver = new TlsResolver(
                    (SSLServerSocket) identity.serverContext()
                            .getServerSocketFactory()
                            .createServerSocket(0, 50, Loopback.address()),
                    behind);
            Thread.ofVirtual().start(resolver::serve);
            return resolver;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    InetSocketAddress address() {
        return new InetSocketAddress(Loopback.address(), socket.getLocalPort());
    }

    int connections() {
        return clients.size();
    }

    /** Ends all connections. */
    void hangUp() throws IOException {
        for (Socket client : clients) {
            client.close();
        }
    }

    /** As it is asked by us, who know it by that name. */
    public RemoteResolver as(String name, TestAuthority authority, Alarms alarms) {
        return new ResolverSettings(Duration.ofSeconds(20), trusting(authority), new SecureRandom(), alarms)
                .at(new ResolverAddress.Tls(address(), DomainName.of(name)));
    }

    static X509TrustManager trusting(TestAuthority authority) {
        try {
            KeyStore roots = KeyStore.getInstance("PKCS12");
            roots.load(null, null);
            roots.setCertificateEntry("root", authority.rootCertificate());
            TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            managers.init(roots);
            return (X509TrustManager) managers.getTrustManagers()[0];
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void serve() {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                clients.add(client);
                Thread.ofVirtual().start(() -> relay(client));
            } catch (IOException _closed) {
                return;
            }
        }
    }

    private void relay(Socket client) {
        try (client;
                Socket server = new Socket(behind.getAddress(), behind.getPort())) {
            Thread answers = Thread.ofVirtual().start(() -> copy(server, client));
            client.getInputStream().transferTo(server.getOutputStream());
            server.shutdownOutput();
            answers.join();
        } catch (IOException _gone) {
            // One of them has left.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void copy(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException _gone) {
            // One of them has left.
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
