package org.siegel.transport.mtasts;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import org.siegel.policy.DomainName;
import org.siegel.transport.dns.ValidatingDns;
import org.siegel.transport.http.HttpReply;
import org.siegel.transport.http.WebConnections;
import org.siegel.transport.route.AddressFilter;
import org.siegel.transport.smtp.Alarms;
import org.siegel.transport.tls.PkixVerifier;

/**
 * Gets policies over HTTPS (RFC 8461 §3.3): one GET over a connection of its own to an address that our resolver found, no
 * redirects, no cache, TLS 1.2 or newer (RFC 8461 §7.2), all of it within a bounded time and size.
 */
public final class HttpsPolicyFetcher implements PolicyFetcher {

    private static final int MOST_BYTES = 64 * 1024;
    private static final int HTTPS = 443;

    private final WebConnections connections;
    private final PkixVerifier pkix;
    private final Limits limits;
    private final SecureRandom random;
    private final Clock clock;

    /**
     * What is allowed.
     *
     * @param port             443 but in closed worlds
     * @param addresses        to which connections are made: the name is chosen by an outsider
     * @param acceptsWildcards whether the policy host may show a wildcard certificate
     * @param inAll            from the first connection to the last byte
     */
    public record Limits(int port, AddressFilter addresses, boolean acceptsWildcards, Duration inAll) {}

    /** Sets up; asks nothing yet. */
    public HttpsPolicyFetcher(
            ValidatingDns dns, PkixVerifier pkix, Limits limits, Alarms alarms, SecureRandom random, Clock clock) {
        this.connections = new WebConnections(dns, limits.addresses(), alarms);
        this.pkix = pkix;
        this.limits = limits;
        this.random = random;
        this.clock = clock;
    }

    @Override
    public Fetch fetch(DomainName domain) {
        DomainName host;
        SNIHostName name;
        try {
            host = DomainName.of("mta-sts." + domain);
            name = new SNIHostName(host.ascii());
        } catch (IllegalArgumentException _notAHostName) {
            return new Fetch.Missed(Trouble.FETCH, "the name of the policy host cannot be that of a web server");
        }
        try {
            return connections.to(host, limits.port(), limits.inAll(), socket -> over(socket, host, name));
        } catch (WebConnections.Unreachable e) {
            return new Fetch.Missed(Trouble.FETCH, e.reason());
        } catch (IOException e) {
            return missed(host, e);
        }
    }

    private static Fetch missed(DomainName host, IOException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateException) {
                return new Fetch.Missed(Trouble.CERTIFICATE, host + ": " + cause.getMessage());
            }
        }
        return new Fetch.Missed(
                Trouble.FETCH,
                e instanceof SSLException
                        ? "TLS with " + host + " failed: " + e.getMessage()
                        : host + ": " + e.getMessage());
    }

    private Fetch over(Socket plain, DomainName host, SNIHostName name) throws IOException {
        try (SSLSocket socket =
                (SSLSocket) tls(host).getSocketFactory().createSocket(plain, host.ascii(), limits.port(), true)) {
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
            parameters.setServerNames(List.of(name));
            socket.setSSLParameters(parameters);
            socket.startHandshake();
            socket.getOutputStream().write(request(host).getBytes(StandardCharsets.US_ASCII));
            return read(HttpReply.begin(new BufferedInputStream(socket.getInputStream()), MOST_BYTES), host);
        }
    }

    /** Made for each fetch: so no session is resumed, and every handshake checks the certificate. */
    private SSLContext tls(DomainName host) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(
                    null,
                    new TrustManager[] {new PolicyHostTrust(host, pkix, limits.acceptsWildcards(), clock)},
                    random);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The Java platform's TLS cannot be set up: " + e.getMessage(), e);
        }
    }

    private String request(DomainName host) {
        return String.join(
                "\r\n",
                "GET /.well-known/mta-sts.txt HTTP/1.1",
                "Host: " + host + (limits.port() == HTTPS ? "" : ":" + limits.port()),
                "User-Agent: Siegel",
                "Accept: text/plain",
                "Accept-Encoding: identity",
                "Cache-Control: no-cache",
                "Connection: close",
                "",
                "");
    }

    private static Fetch read(HttpReply reply, DomainName host) throws IOException {
        if (reply.status() != 200) {
            return new Fetch.Missed(
                    Trouble.FETCH,
                    host + " answers with HTTP status " + reply.status()
                            + (reply.status() / 100 == 3 ? "; redirects are not followed" : ""));
        }
        String type = reply.field("content-type").split(";", -1)[0].strip().toLowerCase(Locale.ROOT);
        if (!type.equals("text/plain")) {
            return new Fetch.Missed(Trouble.FETCH, host + " does not answer with plain text (text/plain)");
        }
        String coding = reply.field("content-encoding");
        if (!coding.isEmpty() && !coding.equalsIgnoreCase("identity")) {
            return new Fetch.Missed(Trouble.FETCH, host + " answers in a compression that was not asked for");
        }
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(reply.body()))
                    .toString();
        } catch (CharacterCodingException _notUtf8) {
            return new Fetch.Missed(Trouble.INVALID, "the policy at " + host + " is not written in UTF-8");
        }
        return switch (StsPolicy.read(text)) {
            case StsPolicy.Reading.Valid(var policy) -> new Fetch.Fetched(policy);
            case StsPolicy.Reading.Invalid(var reason) ->
                new Fetch.Missed(Trouble.INVALID, "the policy at " + host + " cannot be used: " + reason);
        };
    }
}
