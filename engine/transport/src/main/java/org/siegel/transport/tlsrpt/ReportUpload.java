package org.siegel.transport.tlsrpt;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import org.siegel.policy.DomainName;
import org.siegel.transport.http.HttpReply;
import org.siegel.transport.http.WebConnections;
import org.siegel.transport.mtasts.PolicyHostTrust;
import org.siegel.transport.tls.PkixVerifier;

/**
 * Posts reports to web servers (RFC 8460 §5.4): one POST to the addressed host, whose certificate must be for its name; no
 * redirects; within a bounded time.
 */
public final class ReportUpload {

    private static final Duration IN_ALL = Duration.ofMinutes(2);
    private static final int MOST_REPLY = 64 * 1024;
    private static final int HTTPS = 443;

    private final WebConnections connections;
    private final PkixVerifier pkix;
    private final SecureRandom random;
    private final Clock clock;

    /** Connects to nothing yet. */
    public ReportUpload(WebConnections connections, PkixVerifier pkix, SecureRandom random, Clock clock) {
        this.connections = connections;
        this.pkix = pkix;
        this.random = random;
        this.clock = clock;
    }

    /**
     * Posts it.
     *
     * @param report packed by gzip
     * @return why it was not taken; empty if it was
     */
    public Optional<String> post(URI to, byte[] report) {
        try {
            DomainName host = DomainName.of(to.getHost());
            int port = to.getPort() < 0 ? HTTPS : to.getPort();
            int status = connections.to(host, port, IN_ALL, socket -> over(socket, host, port, to, report));
            return status / 100 == 2 ? Optional.empty() : Optional.of(host + " answers with HTTP status " + status);
        } catch (IllegalArgumentException _notAName) {
            return Optional.of("'" + to.getHost() + "' is not the name of a web server");
        } catch (IOException e) {
            return Optional.of(to.getHost() + ": " + e.getMessage());
        }
    }

    private int over(Socket plain, DomainName host, int port, URI to, byte[] report) throws IOException {
        try (SSLSocket socket =
                (SSLSocket) tls(host).getSocketFactory().createSocket(plain, host.ascii(), port, true)) {
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
            socket.setSSLParameters(parameters);
            socket.startHandshake();
            OutputStream out = socket.getOutputStream();
            out.write(head(host, port, to, report.length).getBytes(StandardCharsets.US_ASCII));
            out.write(report);
            out.flush();
            return HttpReply.begin(new BufferedInputStream(socket.getInputStream()), MOST_REPLY)
                    .status();
        }
    }

    private SSLContext tls(DomainName host) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new PolicyHostTrust(host, pkix, true, clock)}, random);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The Java platform's TLS cannot be set up: " + e.getMessage(), e);
        }
    }

    private static String head(DomainName host, int port, URI to, int length) {
        String path = to.getRawPath().isEmpty() ? "/" : to.getRawPath();
        String query = to.getRawQuery() == null ? "" : "?" + to.getRawQuery();
        return String.join(
                "\r\n",
                "POST " + path + query + " HTTP/1.1",
                "Host: " + host + (port == HTTPS ? "" : ":" + port),
                "User-Agent: Siegel",
                "Content-Type: application/tlsrpt+gzip",
                "Content-Length: " + length,
                "Connection: close",
                "",
                "");
    }
}
