package org.siegel.transport.revocation;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.siegel.policy.DomainName;
import org.siegel.transport.http.HttpReply;
import org.siegel.transport.http.WebConnections;

/**
 * Gets lists over HTTP without TLS, as RFC 5280 §4.2.1.13 has it: they are signed. One GET, no redirects, no addresses in the
 * place of names, all of it within a bounded time and size.
 */
public final class HttpListFetcher implements ListFetcher {

    private static final Duration IN_ALL = Duration.ofMinutes(1);
    private static final int MOST_BYTES = 16 * 1024 * 1024;
    private static final int HTTP = 80;

    private final WebConnections connections;

    /** Asks nothing yet. */
    public HttpListFetcher(WebConnections connections) {
        this.connections = connections;
    }

    @Override
    public byte[] fetch(URI source) throws IOException {
        DomainName host;
        try {
            host = DomainName.of(source.getHost());
        } catch (IllegalArgumentException e) {
            throw new IOException("'" + source.getHost() + "' is not the name of a web server", e);
        }
        int port = source.getPort() < 0 ? HTTP : source.getPort();
        return connections.to(host, port, IN_ALL, socket -> over(socket, host, port, source));
    }

    private static byte[] over(Socket socket, DomainName host, int port, URI source) throws IOException {
        String path = source.getRawPath().isEmpty() ? "/" : source.getRawPath();
        String query = source.getRawQuery() == null ? "" : "?" + source.getRawQuery();
        socket.getOutputStream()
                .write(String.join(
                                "\r\n",
                                "GET " + path + query + " HTTP/1.1",
                                "Host: " + host + (port == HTTP ? "" : ":" + port),
                                "User-Agent: Siegel",
                                "Accept: application/pkix-crl, */*",
                                "Accept-Encoding: identity",
                                "Connection: close",
                                "",
                                "")
                        .getBytes(StandardCharsets.US_ASCII));
        HttpReply reply = HttpReply.begin(new BufferedInputStream(socket.getInputStream()), MOST_BYTES);
        if (reply.status() != 200) {
            throw new IOException(host + " answers with HTTP status " + reply.status());
        }
        return reply.body();
    }
}
