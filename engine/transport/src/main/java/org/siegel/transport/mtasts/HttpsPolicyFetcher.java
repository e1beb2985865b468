package org.siegel.transport.mtasts;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.InetAddress;
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
import java.util.stream.Stream;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import org.siegel.policy.DomainName;
import org.siegel.transport.dns.DnsAnswer;
import org.siegel.transport.dns.ValidatingDns;
import org.siegel.transport.route.AddressFilter;
import org.siegel.transport.smtp.Alarms;
import org.siegel.transport.smtp.Deadline;
import org.siegel.transport.tls.PkixVerifier;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/**
 * Gets policies over HTTPS (RFC 8461 §3.3): one GET over a connection of its own to an address that our resolver found, no
 * redirects, no cache, TLS 1.2 or newer (RFC 8461 §7.2), all of it within a bounded time and size.
 */
public final class HttpsPolicyFetcher implements PolicyFetcher {

    /** Whoever names many addresses does not get to make us knock everywhere. */
    private static final int MOST_ADDRESSES = 4;

    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final int HTTPS = 443;

    private final ValidatingDns dns;
    private final PkixVerifier pkix;
    private final Limits limits;
    private final Alarms alarms;
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
        this.dns = dns;
        this.pkix = pkix;
        this.limits = limits;
        this.alarms = alarms;
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
        return switch (addresses(host)) {
            case Addresses.Nowhere(var reason) -> new Fetch.Missed(Trouble.FETCH, reason);
            case Addresses.At(var addresses) -> fromAny(host, name, addresses);
        };
    }

    private sealed interface Addresses {
        record At(List<InetAddress> addresses) implements Addresses {}

        record Nowhere(String reason) implements Addresses {}
    }

    private Addresses addresses(DomainName host) {
        DnsAnswer v4 = dns.query(host, Type.A);
        DnsAnswer v6 = dns.query(host, Type.AAAA);
        List<InetAddress> all = Stream.of(v4, v6)
                .flatMap(answer -> answer instanceof DnsAnswer.Found found ? found.records().stream() : Stream.empty())
                .map(HttpsPolicyFetcher::address)
                .toList();
        if (all.isEmpty()) {
            return new Addresses.Nowhere(
                    v4 instanceof DnsAnswer.Failed(var _isBogus, var reason)
                            ? "the address of " + host + " could not be looked up: " + reason
                            : host + " has no address");
        }
        List<InetAddress> allowed = all.stream()
                .filter(limits.addresses()::isAllowed)
                .limit(MOST_ADDRESSES)
                .toList();
        return allowed.isEmpty()
                ? new Addresses.Nowhere(host + " has only private or loopback addresses")
                : new Addresses.At(allowed);
    }

    private static InetAddress address(Record record) {
        return record instanceof ARecord v4 ? v4.getAddress() : ((AAAARecord) record).getAddress();
    }

    private Fetch fromAny(DomainName host, SNIHostName name, List<InetAddress> addresses) {
        try (AbortableSockets sockets = new AbortableSockets();
                Deadline deadline = Deadline.arm(alarms, limits.inAll(), sockets::abort)) {
            String obstacle = "";
            for (InetAddress address : addresses) {
                Socket socket;
                try {
                    socket = sockets.connect(address, limits.port(), CONNECT);
                } catch (IOException e) {
                    obstacle = "no connection to " + host + ": " + e.getMessage();
                    continue;
                }
                try {
                    return over(socket, host, name);
                } catch (IOException e) {
                    return deadline.missed() ? tooSlow(host) : missed(host, e);
                }
            }
            return deadline.missed() ? tooSlow(host) : new Fetch.Missed(Trouble.FETCH, obstacle);
        }
    }

    private Fetch tooSlow(DomainName host) {
        return new Fetch.Missed(
                Trouble.FETCH, host + " took longer than " + limits.inAll().toSeconds() + " seconds");
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
            return read(HttpReply.begin(new BufferedInputStream(socket.getInputStream())), host);
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
